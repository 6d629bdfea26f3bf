package store

import "syscall"

// mountSmall mounts an empty disk of 256 KB.
func mountSmall(dir string) error { return syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k") }

func unmount(dir string) error { return syscall.Unmount(dir, 0) }

func makePipe(path string) error { return syscall.Mkfifo(path, 0o644) }
