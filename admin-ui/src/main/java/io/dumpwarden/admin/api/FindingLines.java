package io.dumpwarden.admin.api;

import io.dumpwarden.admin.route.AnswerJson;
import io.dumpwarden.admin.route.Problems;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.recovery.Finding;
import io.dumpwarden.view.FindingView;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a JSON object in each line: findings as they are found, and at the end {@code
 * {"end": …}}, or {@code {"problem": …}} where it broke off. An answer without either is not whole.
 * Nothing is kept in memory, and whoever hangs up ends the work.
 */
final class FindingLines implements Consumer<Finding> {

  private final Context ctx;
  private long findings;

  FindingLines(Context ctx) {
    this.ctx = ctx;
  }

  @Override
  public void accept(Finding finding) {
    findings++;
    write("finding", FindingView.of(finding));
  }

  /** Does the work, which tells this its findings, and writes the last line. */
  void end(Supplier<Map<String, @Nullable Object>> work) {
    try {
      Map<String, @Nullable Object> end = work.get();
      end.put("findings", findings);
      write("end", end);
    } catch (DumpwardenException e) {
      if (findings == 0) {
        throw e;
      }
      write("problem", Problems.of(e));
    }
  }

  private void write(String word, Object value) {
    try {
      // set before the first byte goes out; has no effect afterwards
      ctx.contentType("application/x-ndjson");
      OutputStream out = ctx.outputStream();
      out.write(AnswerJson.MAPPER.writeValueAsBytes(Map.of(word, value)));
      out.write("\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
