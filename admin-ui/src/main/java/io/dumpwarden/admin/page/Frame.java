package io.dumpwarden.admin.page;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.route.Caller;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What every page is drawn in.
 *
 * @param title of the page, and of the browser's window
 * @param menu the entry of the menu that is marked
 * @param caller null before signing in
 * @param theme {@code auto}, {@code dark} or {@code light}
 * @param zone which times are shown in
 * @param message what was just done; null for nothing
 */
public record Frame(
    String title,
    Menu menu,
    @Nullable Caller caller,
    String theme,
    ZoneId zone,
    Instant now,
    @Nullable String message) {

  /** The entries of the menu. */
  public enum Menu {
    DASHBOARD("Dashboard", "/", Role.VIEWER),
    SERVERS("Servers", "/servers", Role.VIEWER),
    SCHEDULES("Schedules", "/schedules", Role.VIEWER),
    STORAGES("Storages", "/storages", Role.VIEWER),
    BACKUPS("Backups", "/backups", Role.VIEWER),
    RUNS("Runs", "/runs", Role.VIEWER),
    RESTORES("Restores", "/restores", Role.VIEWER),
    DRILLS("Drills", "/drills", Role.VIEWER),
    RETENTION("Retention", "/retention", Role.VIEWER),
    NOTIFICATIONS("Notifications", "/notifications", Role.VIEWER),
    DUMP_OPTIONS("Dump options", "/dump-options", Role.VIEWER),
    USERS("Users and tokens", "/users", Role.ADMIN),
    AUDIT("Audit", "/audit", Role.ADMIN),
    SYSTEM("Settings and system", "/system", Role.VIEWER),
    NONE("", "", Role.VIEWER);

    private final String label;
    private final String path;
    private final Role role;

    Menu(String label, String path, Role role) {
      this.label = label;
      this.path = path;
      this.role = role;
    }

    public String label() {
      return label;
    }

    public String path() {
      return path;
    }

    /** Who sees it. */
    public Role role() {
      return role;
    }
  }

  /** Whether the caller may do what needs that role: for showing buttons. */
  public boolean may(Role role) {
    return caller != null && caller.may(role);
  }

  public boolean operator() {
    return may(Role.OPERATOR);
  }

  public boolean admin() {
    return may(Role.ADMIN);
  }

  /** What forms send back; empty before signing in. */
  public String formToken() {
    return caller == null ? "" : caller.formToken();
  }
}
