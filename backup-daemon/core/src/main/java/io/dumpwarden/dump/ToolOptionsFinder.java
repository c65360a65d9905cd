package io.dumpwarden.dump;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks dump programs which options they have. What one said is kept as long as its file stays the
 * same. Safe for use by many threads.
 */
final class ToolOptionsFinder {

  private static final Logger LOG = LoggerFactory.getLogger(ToolOptionsFinder.class);

  private final Map<ProgramEdition, ToolOptions> known = new ConcurrentHashMap<>();

  /** By its own help; by its release where it does not give one. */
  ToolOptions of(ClientProgram program) {
    try {
      ProgramEdition edition = ProgramEdition.of(program.path());
      ToolOptions options = known.get(edition);
      if (options == null) {
        options = ask(program);
        known.put(edition, options);
      }
      return options;
    } catch (IOException e) {
      LOG.warn(
          "{} does not list its options, its release tells them: {}",
          program.path(),
          e.getMessage());
      return ToolOptions.ofRelease(program);
    }
  }

  private static ToolOptions ask(ClientProgram program) throws IOException {
    String help = ProgramOutput.of(program.path(), "--no-defaults", "--help");
    return ToolOptions.in(help).orElseThrow(() -> new IOException("no options in its help"));
  }
}
