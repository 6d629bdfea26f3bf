//go:build desktop || dev

package app

/*
#cgo pkg-config: gtk+-3.0
#include <gtk/gtk.h>

static gboolean free_keys(gpointer unused) {
	GList *windows = gtk_window_list_toplevels();
	for (GList *at = windows; at; at = at->next) {
		GSList *groups = g_slist_copy(gtk_accel_groups_from_object(G_OBJECT(at->data)));
		for (GSList *group = groups; group; group = group->next)
			gtk_window_remove_accel_group(GTK_WINDOW(at->data), group->data);
		g_slist_free(groups);
	}
	g_list_free(windows);
	return G_SOURCE_REMOVE;
}

static gboolean present(gpointer unused) {
	GList *windows = gtk_window_list_toplevels();
	for (GList *at = windows; at; at = at->next)
		if (gtk_widget_get_visible(at->data) && gtk_window_get_window_type(at->data) == GTK_WINDOW_TOPLEVEL)
			gtk_window_present(at->data);
	g_list_free(windows);
	return G_SOURCE_REMOVE;
}

static gboolean prefer_dark(gpointer dark) {
	g_object_set(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", GPOINTER_TO_INT(dark), NULL);
	return G_SOURCE_REMOVE;
}

static gboolean prefer_nothing(gpointer unused) {
	gtk_settings_reset_property(gtk_settings_get_default(), "gtk-application-prefer-dark-theme");
	return G_SOURCE_REMOVE;
}

// Whatever asks for it, GTK is used by its own thread only.
static void soon(GSourceFunc act, int with) { g_idle_add(act, GINT_TO_POINTER(with)); }
static void free_keys_soon(void) { soon(free_keys, 0); }
static void present_soon(void) { soon(present, 0); }
static void prefer_dark_soon(int dark) { soon(prefer_dark, dark); }
static void prefer_nothing_soon(void) { soon(prefer_nothing, 0); }
*/
import "C"

import "context"

// leaveKeysToThePage lets the menus show keys and not answer them. GTK would
// take every key of a menu before the page sees it: from an input method, from
// a dialog, and from a person who has given the keys another meaning.
func leaveKeysToThePage() { C.free_keys_soon() }

// toFront raises the window above those of other programs.
func toFront(context.Context) { C.present_soon() }

// dress gives the menus the colours of the page.
func dress(_ context.Context, theme string) {
	switch theme {
	case "dark":
		C.prefer_dark_soon(1)
	case "light":
		C.prefer_dark_soon(0)
	default:
		C.prefer_nothing_soon()
	}
}
