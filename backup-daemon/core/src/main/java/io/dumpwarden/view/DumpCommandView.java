package io.dumpwarden.view;

import io.dumpwarden.dump.DumpPreview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server would be dumped, as {@code dump-options show --json} shows it.
 *
 * @param command in one line, without secrets
 * @param dropped options that were asked for and the tool does not have
 */
public record DumpCommandView(
    String server,
    @Nullable String schedule,
    String tool,
    String toolVersion,
    String command,
    List<String> options,
    List<String> dropped) {

  public static DumpCommandView of(String server, @Nullable String schedule, DumpPreview preview) {
    return new DumpCommandView(
        server,
        schedule,
        preview.tool().path().toString(),
        preview.tool().version(),
        preview.command(),
        preview.options(),
        preview.dropped());
  }
}
