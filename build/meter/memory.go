package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// memoryOf is the proportional set size of a process and all below it, in
// bytes: what several of them share counts once.
func memoryOf(pid int) (total int, parts []string, err error) {
	for _, id := range tree(pid) {
		size, err := pss(id)
		if os.IsNotExist(err) {
			continue // it has ended
		}
		if err != nil {
			return 0, nil, err
		}
		name, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", id))
		parts = append(parts, fmt.Sprintf("%s %d", bytes.TrimSpace(name), size>>20))
		total += size
	}
	return total, parts, nil
}

func pss(pid int) (int, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, err
	}
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "Pss:"); ok {
			size, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			return size << 10, err
		}
	}
	return 0, fmt.Errorf("the kernel tells no size of the process %d", pid)
}

// tree lists a process and all that it and its children have started.
func tree(pid int) []int {
	children := map[int][]int{}
	found, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range found {
		raw, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		after := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:])) // a name may hold anything
		id, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
		parent, _ := strconv.Atoi(after[1])
		children[parent] = append(children[parent], id)
	}
	out := []int{pid}
	for i := 0; i < len(out); i++ {
		out = append(out, children[out[i]]...)
	}
	return out
}
