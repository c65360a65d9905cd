package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Glob;
import io.dumpwarden.config.NotificationRule;
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
    return isEnabled(about.schedule(), about.server())
        && (about.storage() == null || config.storage(about.storage()).isPresent());
  }

  private boolean isEnabled(@Nullable String schedule, @Nullable String server) {
    return (schedule == null || config.schedule(schedule).filter(Schedule::enabled).isPresent())
        && (server == null || config.server(server).filter(Server::enabled).isPresent());
  }
}
