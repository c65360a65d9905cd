package io.dumpwarden.admin.auth;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that a login may lead on to: pages of ours, whatever a link says. */
public final class LocalPath {

  /** One slash and then none: two of them, or a backslash, begin another host. */
  private static final Pattern LOCAL =
      Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,2000}");

  private LocalPath() {}

  /** The path where it is one of ours, else the first page. */
  public static String of(@Nullable String wanted) {
    return wanted != null
            && LOCAL.matcher(wanted).matches()
            && !wanted.startsWith("/login")
            && !wanted.startsWith("/logout")
        ? wanted
        : "/";
  }
}
