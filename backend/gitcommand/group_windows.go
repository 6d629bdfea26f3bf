package gitcommand

import (
	"os/exec"
	"strconv"
	"syscall"
)

// ownGroup keeps a console window from flashing up, and ends git with all that
// it started.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true, CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
	cmd.Cancel = func() error {
		tree := exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid))
		tree.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
		if tree.Run() == nil {
			return nil
		}
		return cmd.Process.Kill()
	}
}

// endGroup has nothing left to do: taskkill forces.
func endGroup(*exec.Cmd) {}
