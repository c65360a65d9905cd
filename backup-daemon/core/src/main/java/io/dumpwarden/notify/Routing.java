package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Glob;
import io.dumpwarden.config.NotificationRule;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.ServerSelector;
import io.dumpwarden.notify.Notice.About;
import org.jspecify.annotations.Nullable;

/** Says which rules a problem is for. Pure. */
final class Routing {

  private static final Glob EVERY = new Glob("*");

  private final ConfigSnapshot config;

  Routing(ConfigSnapshot config) {
    this.config = config;
  }

  boolean matches(NotificationRule rule, KnownProblem problem) {
    return rule.events().contains(problem.event()) && isAbout(rule, problem.about());
  }

  /** Whether a rule is about these, whatever its events. */
  boolean isAbout(NotificationRule rule, About about) {
    return ofSchedules(rule, about.schedule()) && ofServers(rule.servers(), about);
  }

  private static boolean ofSchedules(NotificationRule rule, @Nullable String schedule) {
    return rule.schedules().isEmpty()
        || schedule != null && rule.schedules().stream().anyMatch(glob -> glob.matches(schedule));
  }

  private boolean ofServers(ServerSelector selector, About about) {
    if (isForAll(selector)) {
      return true;
    }
    String server = about.server();
    String schedule = about.schedule();
    if (server != null) {
      return matches(selector, server);
    }
    return schedule != null
        && config.schedule(schedule).stream()
            .flatMap(one -> config.serversOf(one).stream())
            .anyMatch(selector::matches);
  }

  /** Of a server that is gone, or whose row is wrong, the name alone is known. */
  private boolean matches(ServerSelector selector, String server) {
    return config
        .server(server)
        .map(selector::matches)
        .orElseGet(() -> selector.terms().stream().anyMatch(term -> isNamed(term, server)));
  }

  private static boolean isNamed(ServerSelector.Term term, String server) {
    return term instanceof ServerSelector.Named named && named.glob().matches(server);
  }

  private static boolean isForAll(ServerSelector selector) {
    return selector.terms().stream().anyMatch(term -> term.equals(new ServerSelector.Named(EVERY)));
  }

  /** Whether what a problem is about is still there and meant to work. */
  boolean isWatched(About about) {
    String storage = about.storage();
    return isEnabled(about.schedule(), about.server())
        && (storage == null || config.storage(storage).isPresent());
  }

  /**
   * Whether a row that it is about is there, meant to work, and wrong at the moment: nothing can be
   * said of it then.
   */
  boolean isInDoubt(About about) {
    return isWrong(ConfigKind.SERVER, about.server())
        || isWrong(ConfigKind.SCHEDULE, about.schedule())
        || isWrong(ConfigKind.STORAGE, about.storage());
  }

  private boolean isWrong(ConfigKind kind, @Nullable String key) {
    return key != null
        && config.problems().containsKey(new RowRef(kind, key))
        && config.rows().stream()
            .filter(row -> row.kind() == kind && row.key().equals(key))
            .anyMatch(row -> !"false".equals(row.fields().get("enabled")));
  }

  private boolean isEnabled(@Nullable String scheduleName, @Nullable String serverName) {
    Schedule schedule = scheduleName == null ? null : config.schedule(scheduleName).orElse(null);
    Server server = serverName == null ? null : config.server(serverName).orElse(null);
    boolean scheduled = scheduleName == null || schedule != null && schedule.enabled();
    boolean served = serverName == null || server != null && server.enabled();
    boolean selected = schedule == null || server == null || schedule.servers().matches(server);
    return scheduled && served && selected;
  }
}
