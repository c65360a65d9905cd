package io.dumpwarden.admin.page;

import io.dumpwarden.access.Session;
import io.dumpwarden.access.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One's own account.
 *
 * @param current the session that looks
 */
public record AccountPage(User user, List<Session> sessions, @Nullable String current) {

  /** Marks and names: most browsers carry the marks of those behind them too. */
  private static final List<List<String>> BROWSERS =
      List.of(
          List.of("Firefox/", "Firefox"),
          List.of("Edg/", "Edge"),
          List.of("Chrome/", "Chrome"),
          List.of("Safari/", "Safari"));

  private static final List<List<String>> SYSTEMS =
      List.of(
          List.of("Android", "Android"),
          List.of("iPhone", "iOS"),
          List.of("iPad", "iOS"),
          List.of("Windows", "Windows"),
          List.of("Mac OS", "macOS"),
          List.of("Linux", "Linux"));

  public boolean hasOthers() {
    return sessions.size() > 1;
  }

  public boolean isCurrent(Session session) {
    return session.id().equals(current);
  }

  /** {@code Firefox on Linux}, as far as it can be told. */
  public static String browser(Session session) {
    String agent = session.userAgent();
    String name = firstIn(agent, BROWSERS);
    String system = firstIn(agent, SYSTEMS);
    if (name.isEmpty()) {
      return agent.isBlank() ? "a program" : agent;
    }
    return system.isEmpty() ? name : name + " on " + system;
  }

  private static String firstIn(String agent, List<List<String>> marks) {
    return marks.stream()
        .filter(mark -> agent.contains(mark.get(0)))
        .map(mark -> mark.get(1))
        .findFirst()
        .orElse("");
  }
}
