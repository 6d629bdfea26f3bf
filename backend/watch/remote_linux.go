package watch

import "golang.org/x/sys/unix"

// maxFolders bounds the watches; the rest is polled. The system bounds them as
// well, see inotify(7).
const maxFolders = 10_000

// watchesAbove: a watch is of one folder, whatever is in it.
const watchesAbove = true

// isRemote says whether the folder's file system is changed by other computers
// or by the host of a virtual one, of which inotify tells nothing: its number
// in statfs(2). V9FS is what WSL shows the disks of Windows by.
func isRemote(folder string) bool {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return false
	}
	switch uint32(s.Type) {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC,
		unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC, unix.CEPH_SUPER_MAGIC, unix.CODA_SUPER_MAGIC, unix.NCP_SUPER_MAGIC,
		unix.FUSE_SUPER_MAGIC, unix.V9FS_MAGIC, vboxsf, vmhgfs:
		return true
	}
	return false
}

// The shared folders of virtual machines, which golang.org/x/sys does not name:
// fs/vboxsf/super.c of Linux, and vmhgfs-only/fsutil.h of open-vm-tools.
const (
	vboxsf = 0x786f4256
	vmhgfs = 0xbacbacbc
)
