package io.dumpwarden.admin.route;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with a file, streamed. What fails on the way cuts the connection, so that nobody takes
 * what came so far for the whole.
 *
 * @param bytes in all; -1 where that is not known
 */
public record FileAnswer(String fileName, long bytes, Opening opening) {

  private static final Logger LOG = LoggerFactory.getLogger(FileAnswer.class);
  private static final int BUFFER = 128 * 1024;

  /** Opens the bytes from that one on. */
  public interface Opening {
    InputStream open(long from) throws IOException;
  }

  /**
   * @param range null for the whole
   */
  public void answer(Context ctx, @Nullable ByteRange range) throws IOException {
    long from = range == null ? 0 : range.from();
    // before the head goes: what fails here is still a problem to be read
    try (InputStream in = opening.open(from)) {
      head(ctx, range);
      long left = range == null ? bytes : range.length();
      try {
        copy(in, ctx.res().getOutputStream(), left);
      } catch (IOException | RuntimeException e) {
        LOG.warn("sending {} ended early: {}", fileName, e.toString());
        cut(ctx, e);
      }
    }
  }

  private void head(Context ctx, @Nullable ByteRange range) {
    HttpServletResponse response = ctx.res();
    response.setContentType("application/octet-stream");
    response.setHeader("Content-Disposition", disposition());
    response.setHeader("Cache-Control", "no-store");
    if (bytes >= 0) {
      response.setHeader("Accept-Ranges", "bytes");
    }
    if (range != null) {
      response.setStatus(HttpStatus.PARTIAL_CONTENT.getCode());
      response.setHeader(
          "Content-Range", "bytes %d-%d/%d".formatted(range.from(), range.to(), bytes));
      response.setContentLengthLong(range.length());
    } else if (bytes >= 0) {
      response.setContentLengthLong(bytes);
    }
  }

  private String disposition() {
    String plain = fileName.replaceAll("[^A-Za-z0-9._~%-]", "_");
    String exact = URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, exact);
  }

  /** Copies so many bytes; all where it is negative. */
  private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = bytes < 0 ? Long.MAX_VALUE : bytes;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        if (bytes >= 0) {
          throw new IOException("%d bytes are missing at its end".formatted(left));
        }
        break;
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    out.flush();
  }

  /** Without the end that HTTP would write: the client is to see that something is missing. */
  private static void cut(Context ctx, Exception why) {
    ServletContextRequest request = ServletContextRequest.getServletContextRequest(ctx.req());
    request.getConnectionMetaData().getConnection().getEndPoint().close(why);
  }
}
