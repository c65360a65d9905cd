package io.dumpwarden.admin.route;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The logs of runs and restores as answers. What they quote may be anybody's text. */
public final class LogText {

  private LogText() {}

  /** The line without what would steer a terminal. */
  public static String harmless(String line) {
    return line.replaceAll("[\\p{Cntrl}&&[^\\t]]|[\\u0085\\u2028\\u2029]", "\uFFFD");
  }

  /** All lines as plain text. */
  public static void plain(Context ctx, List<String> lines) {
    String text = lines.stream().map(l -> harmless(l) + "\n").collect(Collectors.joining());
    ctx.contentType("text/plain; charset=utf-8").result(text);
  }

  /**
   * Lines as JSON, one object a line.
   *
   * @param after how many lines come before the first one
   */
  public static void json(Context ctx, List<String> lines, int after) {
    String text =
        IntStream.range(0, lines.size())
            .mapToObj(i -> object(after + i + 1, harmless(lines.get(i))) + "\n")
            .collect(Collectors.joining());
    ctx.contentType("application/x-ndjson").result(text);
  }

  private static String object(int number, String text) {
    return AnswerJson.MAPPER.valueToTree(Map.of("line", number, "text", text)).toString();
  }
}
