// Command meter measures the built program in its real window, from outside:
// it looks at the pixels that Xvfb shows, and presses keys as a person does.
// build/measure calls it and says what the figures mean.
//
//	meter -screen FILE -display :N -program FILE -packages DIR -layer FILE
package main

import (
	"flag"
	"fmt"
	"image"
	"log"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// The places on a screen of 1600 × 1000 with the window maximised.
var (
	list     = image.Rect(80, 600, 380, 900)    // names of rows far down in the list of packages
	text     = image.Rect(405, 190, 1050, 974)  // of the layer, right of the marks beside the lines
	evidence = image.Rect(1140, 190, 1560, 974) // beside it
)

// Goals of the program's issue, in milliseconds and bytes.
const (
	goalStart    = 1200
	goalKey      = 16
	goalKeyWorst = 50
	goalFindings = 150
	goalJump     = 50
	goalMemory   = 250 << 20
)

type meter struct {
	*screen
	*keyboard
	program string
	running *exec.Cmd
}

func main() {
	log.SetFlags(0)
	file := flag.String("screen", "", "the file of Xvfb's screen")
	display := flag.String("display", os.Getenv("DISPLAY"), "the display")
	program := flag.String("program", "", "the built program")
	packages := flag.String("packages", "", "a folder of 100 packages")
	layer := flag.String("layer", "", "a layer of 100 KB in one of them")
	starts := flag.Int("starts", 5, "how often the program is started")
	keys := flag.Int("keys", 100, "how many keys are pressed")
	flag.Parse()
	if *starts < 1 || *keys < 4 {
		log.Fatal("measure: one start and four keys are the least")
	}
	shown, err := openScreen(*file)
	if err != nil {
		log.Fatalf("look at the screen: %v", err)
	}
	board, err := openKeyboard(*display)
	if err != nil {
		log.Fatalf("press keys: %v", err)
	}
	m := &meter{screen: shown, keyboard: board, program: *program}
	defer m.end()
	if err := m.measure(*packages, *layer, *starts, *keys); err != nil {
		m.end()
		log.Fatal(err)
	}
}

func (m *meter) measure(packages, layer string, starts, keys int) error {
	var times []time.Duration
	for range 1 + starts {
		took, err := m.start(packages, list)
		if err != nil {
			return err
		}
		times = append(times, took)
		m.end()
	}
	fmt.Printf("%-44s %10.1f ms\n", "first start, with files to be read", ms(times[0]))
	times = times[1:]
	row("start to the painted list, 100 packages", times, goalStart, goalStart)

	if _, err := m.start(layer, evidence); err != nil {
		return err
	}
	m.settle(5 * time.Second) // every package is checked then
	for _, keys := range []string{"ctrl+2", "ctrl+End"} {
		if err := m.tap(keys); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	for _, step := range []func(int) error{m.findings, m.typing, m.jumps} {
		if err := step(keys); err != nil {
			return err
		}
	}
	return m.memory()
}

// start starts the program and waits for text at a place.
func (m *meter) start(path string, at image.Rectangle) (time.Duration, error) {
	m.running = exec.Command(m.program, path)
	m.running.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	began := time.Now()
	if err := m.running.Start(); err != nil {
		return 0, err
	}
	for time.Since(began) < time.Minute {
		if m.count(at, light) > at.Dx()*at.Dy()/2 && m.count(at, dark) > 500 {
			return time.Since(began), nil
		}
		time.Sleep(2 * time.Millisecond)
	}
	return 0, fmt.Errorf("the program did not show text at %v within a minute", at)
}

func (m *meter) end() {
	if m.running == nil {
		return
	}
	_ = syscall.Kill(-m.running.Process.Pid, syscall.SIGKILL) // with the processes of its webview
	_ = m.running.Wait()
	m.running = nil
	for m.count(list, light) > 0 { // its window goes
		time.Sleep(10 * time.Millisecond)
	}
}

// typing presses letters at the end of the text. Each waits until the check of
// the one before is drawn, and is pressed before the caret blinks.
func (m *meter) typing(keys int) error {
	var times []time.Duration
	for i := range keys {
		key := []string{"a", "n", "o", "e", "space"}[i%5]
		took, err := m.until(key, func(before []byte) bool { return m.differs(text, before) })
		if err != nil {
			return err
		}
		times = append(times, took)
		time.Sleep(450 * time.Millisecond)
	}
	row("key to screen, 100 KB", times, goalKey, goalKeyWorst)
	return nil
}

// until presses a key and waits for something to be seen.
func (m *meter) until(key string, seen func(before []byte) bool) (time.Duration, error) {
	before := m.part(text)
	pressed := time.Now()
	if err := m.tap(key); err != nil {
		return 0, err
	}
	for time.Since(pressed) < 5*time.Second {
		if seen(before) {
			return time.Since(pressed), nil
		}
		time.Sleep(500 * time.Microsecond)
	}

	return 0, fmt.Errorf("nothing was seen of the key %s within five seconds", key)
}

// findings takes the last digit of a figure away, at the end of the text, and
// puts it back: the line under the wrong figure comes and goes.
func (m *meter) findings(keys int) error {
	var times []time.Duration
	for range keys / 4 {
		took, err := m.until("BackSpace", func([]byte) bool { return m.count(text, wrong) > 20 })
		if err != nil {
			return err
		}
		times = append(times, took)
		if _, err := m.until("8", func([]byte) bool { return m.count(text, wrong) == 0 }); err != nil {
			return err
		}
		time.Sleep(450 * time.Millisecond)
	}
	row("key to updated findings, 100 KB", times, goalFindings, goalFindings)
	return nil
}

// jumps goes from statement to statement by key, from the beginning of the
// text, and looks until the evidence beside it stands still.
func (m *meter) jumps(keys int) error {
	if err := m.tap("ctrl+Home"); err != nil {
		return err
	}
	time.Sleep(time.Second)
	var times []time.Duration
	for range keys / 2 {
		took, err := m.untilStill(evidence, "ctrl+j")
		if err != nil {
			return err
		}
		if took > 0 { // otherwise the same evidence stayed lit
			times = append(times, took)
		}
	}
	row("jump to the evidence, 100 KB", times, goalJump, goalJump)
	return nil
}

// untilStill presses a key and returns when a part of the screen changed last
// within half a second; zero where it did not change.
func (m *meter) untilStill(r image.Rectangle, key string) (last time.Duration, err error) {
	before := m.part(r)
	pressed := time.Now()
	if err := m.tap(key); err != nil {
		return 0, err
	}
	for time.Since(pressed) < 500*time.Millisecond {
		if m.differs(r, before) {
			last, before = time.Since(pressed), m.part(r)
		}
		time.Sleep(500 * time.Microsecond)
	}
	return last, nil
}

func (m *meter) memory() error {
	m.settle(5 * time.Second) // memory is given back a while after the last check
	total, parts, err := memoryOf(m.running.Process.Pid)
	if err != nil {
		return err
	}
	fmt.Printf("%-44s %5d MB                    goal %d MB  %s\n  (%s)\n", "memory of all processes (PSS), 100 packages", total>>20, goalMemory>>20, verdict(total <= goalMemory), strings.Join(parts, ", "))
	return nil
}

// settle waits until the screen has not changed for some time.
func (m *meter) settle(quiet time.Duration) {
	deadline := time.Now().Add(5 * time.Minute)
	for since := time.Now(); time.Since(since) < quiet && time.Now().Before(deadline); {
		before := m.part(m.bounds)
		time.Sleep(50 * time.Millisecond)
		if m.differs(m.bounds, before) {
			since = time.Now()
		}
	}
}

func row(what string, times []time.Duration, goal50, goal95 int) {
	slices.Sort(times)
	half, most := percentile(times, 50), percentile(times, 95)
	good := half <= time.Duration(goal50)*time.Millisecond && most <= time.Duration(goal95)*time.Millisecond
	fmt.Printf("%-44s p50 %6.1f ms  p95 %6.1f ms  goal %d / %d ms  %s\n", what, ms(half), ms(most), goal50, goal95, verdict(good))
}

func percentile(sorted []time.Duration, percent int) time.Duration {
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func verdict(good bool) string {
	if good {
		return "kept"
	}
	return "MISSED"
}
