package io.dumpwarden.dump;

import io.dumpwarden.source.ServerFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a dump program is told to write the position of the binary log into the dump's header. None
 * of the options makes a dump fail for want of a privilege.
 *
 * @param options to stand behind all others; may be empty
 * @param exact whether the position is that of the very snapshot dumped
 * @param remedy the statement that would make it exact; null where it is so, or nothing would
 */
public record PositionOptions(List<String> options, boolean exact, @Nullable String remedy) {

  private static final PositionOptions NONE = new PositionOptions(List.of(), false, null);

  public PositionOptions {
    options = List.copyOf(options);
  }

  public static PositionOptions of(ClientProgram program, ServerFacts server) {
    return NONE;
  }
}
