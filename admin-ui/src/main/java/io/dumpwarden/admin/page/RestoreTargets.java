package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.RestoreWherePage.TargetChoice;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.view.ScanView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The configured servers, as places to restore into. */
public final class RestoreTargets {

  private static final int SHOWN = 25;

  private final Supplier<ConfigSnapshot> config;
  private final Function<String, ScanView> lastScans;

  /**
   * @param lastScans what was last seen of a server, by its name
   */
  public RestoreTargets(Supplier<ConfigSnapshot> config, Function<String, ScanView> lastScans) {
    this.config = config;
    this.lastScans = lastScans;
  }

  /**
   * Some of them.
   *
   * @param more how many there are besides
   */
  record Found(List<TargetChoice> servers, int more) {}

  /**
   * @param find a part of their names; null for any
   * @param source the server that was dumped: the first of them
   * @param chosen the one that is chosen, which is among them in any case; null for none
   */
  Found find(@Nullable String find, String source, @Nullable String chosen) {
    List<Server> fitting =
        config.get().servers().stream()
            .filter(server -> fits(server, find) || server.name().equals(chosen))
            .sorted(
                Comparator.comparing((Server server) -> !server.name().equals(chosen))
                    .thenComparing(server -> !server.name().equals(source)))
            .toList();
    List<TargetChoice> shown =
        fitting.stream().limit(SHOWN).map(server -> choice(server, source)).toList();
    return new Found(shown, fitting.size() - shown.size());
  }

  boolean isProtected(String name) {
    return config.get().server(name).filter(Server::isProtected).isPresent();
  }

  private static boolean fits(Server server, @Nullable String find) {
    return find == null
        || server.name().toLowerCase(Locale.ROOT).contains(find.toLowerCase(Locale.ROOT));
  }

  private TargetChoice choice(Server server, String source) {
    return new TargetChoice(
        server.name(),
        server.flavor().id(),
        version(server.name()),
        "%s:%d".formatted(server.host(), server.port()),
        server.isProtected(),
        server.name().equals(source));
  }

  /** As it was last seen. */
  private @Nullable String version(String server) {
    try {
      return lastScans.apply(server).version();
    } catch (DumpwardenException e) {
      return null;
    }
  }
}
