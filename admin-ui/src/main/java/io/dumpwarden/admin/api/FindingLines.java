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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with a JSON object in each line: findings as they are found, and at the end {@code
 * {"end": …}}, or {@code {"problem": …}} where it broke off. An answer without either is not whole.
 * Nothing is kept in memory. Whoever hangs up ends work that only looks; work that changes
 * something goes on without being told of.
 */
final class FindingLines implements Consumer<Finding> {

  private static final Logger LOG = LoggerFactory.getLogger(FindingLines.class);

  private final Context ctx;
  private final boolean goesOnAlone;
  private long findings;
  private boolean gone;

  /**
   * @param goesOnAlone whether the work is to end even where nobody listens any more
   */
  FindingLines(Context ctx, boolean goesOnAlone) {
    this.ctx = ctx;
    this.goesOnAlone = goesOnAlone;
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
    if (gone) {
      return;
    }
    try {
      // set before the first byte goes out; has no effect afterwards
      ctx.contentType("application/x-ndjson");
      OutputStream out = ctx.outputStream();
      out.write(AnswerJson.MAPPER.writeValueAsBytes(Map.of(word, value)));
      out.write("\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      gone = true;
      if (!goesOnAlone) {
        throw new UncheckedIOException(e);
      }
      LOG.info("who asked for {} hung up; it goes on", ctx.path());
    }
  }
}
