package app

import "testing"

func TestAWindowOpensWhereItCanBeSeen(t *testing.T) {
	for _, c := range []struct {
		name          string
		p, want       placement
		width, height int // of the screen
	}{
		{"where it was", placement{X: 100, Y: 50, Width: 800, Height: 600}, placement{X: 100, Y: 50, Width: 800, Height: 600}, 1600, 1000},
		{"a screen on the right that is gone", placement{X: 2000, Y: 50, Width: 800, Height: 600}, placement{X: 800, Y: 50, Width: 800, Height: 600}, 1600, 1000},
		{"a screen on the left that is gone", placement{X: -900, Y: -20, Width: 800, Height: 600}, placement{Width: 800, Height: 600}, 1600, 1000},
		{"a smaller screen", placement{X: 100, Y: 50, Width: 2000, Height: 1200}, placement{Width: 1600, Height: 1000}, 1600, 1000},
		{"an unknown screen", placement{X: 5, Y: 5, Width: 800, Height: 600}, placement{X: 5, Y: 5, Width: 800, Height: 600}, 0, 0},
	} {
		if got := c.p.onto(c.width, c.height); got != c.want {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	for p, want := range map[placement][2]int{
		{}:                         {1360, 860},
		{Width: 10, Height: 10}:    {1360, 860},
		{Width: 720, Height: -1}:   {1360, 860},
		{Width: 1000, Height: 700}: {1000, 700},
	} {
		if width, height := p.size(); [2]int{width, height} != want {
			t.Errorf("%+v opens at %d × %d", p, width, height)
		}
	}
}
