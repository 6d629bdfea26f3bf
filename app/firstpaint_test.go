package app

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatTakesLongWaitsForThePage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		paint, began := newFirstPaint(), time.Now()
		go func() {
			time.Sleep(patience / 2)
			paint.happened()
			paint.happened() // the page was loaded anew
		}()
		paint.await(t.Context())
		if waited := time.Since(began); waited != patience/2 {
			t.Errorf("waited %v for a page that painted", waited)
		}
		paint.await(t.Context())
		if waited := time.Since(began); waited != patience/2 {
			t.Errorf("waited %v although the page had painted", waited)
		}
	})
}

func TestAPageThatPaintsNothingIsNotWaitedForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		paint, began := newFirstPaint(), time.Now()
		paint.await(t.Context())
		if waited := time.Since(began); waited != patience {
			t.Errorf("waited %v", waited)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		paint.await(ctx)
		if waited := time.Since(began); waited != patience {
			t.Errorf("waited %v in all, the last time for a folder that was left", waited)
		}
	})
}
