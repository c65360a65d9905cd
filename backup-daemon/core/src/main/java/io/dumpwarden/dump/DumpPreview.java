package io.dumpwarden.dump;

import java.util.List;

/**
 * How a dump would be made.
 *
 * @param command the whole command in one line, without secrets
 * @param options what the tool is told
 * @param dropped options that were asked for and the tool does not have, as {@code name=value}
 */
public record DumpPreview(
    DumpTool tool, String command, List<String> options, List<String> dropped) {

  public DumpPreview {
    options = List.copyOf(options);
    dropped = List.copyOf(dropped);
  }
}
