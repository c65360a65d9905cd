package io.dumpwarden.embedded;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How an embedded server is started. They apply to a server that this call starts, not to one that
 * another process has started already.
 *
 * @param bufferPoolMegabytes InnoDB's cache, in MiB
 * @param startTimeout how long a start, with crash recovery, may take
 * @param stopTimeout how long an orderly shutdown may take before the server is killed
 * @param extra further {@code mariadbd} options, such as {@code --log-bin}; they win over ours
 */
public record ServerOptions(
    int bufferPoolMegabytes, Duration startTimeout, Duration stopTimeout, List<String> extra) {

  public ServerOptions {
    extra = List.copyOf(extra);
    for (String option : extra) {
      if (!option.startsWith("--")) {
        throw new IllegalArgumentException("not a mariadbd option: " + option);
      }
    }
  }

  /** A small server: 64 MiB of cache, two minutes to start, one to stop. */
  public static ServerOptions defaults() {
    return new ServerOptions(64, Duration.ofMinutes(2), Duration.ofMinutes(1), List.of());
  }

  /** Adds options to those there are; of two that contradict each other the later wins. */
  public ServerOptions withExtra(String... options) {
    List<String> all = Stream.concat(extra.stream(), Stream.of(options)).toList();
    return new ServerOptions(bufferPoolMegabytes, startTimeout, stopTimeout, all);
  }
}
