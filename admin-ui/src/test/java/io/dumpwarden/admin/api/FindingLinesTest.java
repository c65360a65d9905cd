package io.dumpwarden.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.recovery.Finding;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever asked hangs up after the first line. */
class FindingLinesTest {

  private static final int ENOUGH = 200_000;

  private final AtomicInteger told = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Javalin server =
      Javalin.create(
              config ->
                  config.routes.get(
                      "/{alone}",
                      ctx -> {
                        boolean alone = ctx.pathParam("alone").equals("alone");
                        work(new FindingLines(ctx, alone));
                      }))
          .start("127.0.0.1", 0);

  @AfterEach
  void stop() {
    server.stop();
  }

  private void work(FindingLines lines) {
    Finding finding =
        new Finding(Finding.Kind.UNKNOWN_OBJECT, "disk", "some/object", null, "nothing of ours");
    try {
      lines.end(
          () -> {
            for (int i = 0; i < ENOUGH; i++) {
              lines.accept(finding);
              told.incrementAndGet();
            }
            return new LinkedHashMap<>();
          });
    } finally {
      over.set(true);
    }
  }

  @Test
  void workThatChangesSomethingGoesOn() throws IOException {
    hangUp("/alone");
    await().atMost(Duration.ofSeconds(20)).untilTrue(over);
    assertThat(told).hasValue(ENOUGH);
  }

  @Test
  void workThatOnlyLooksEnds() throws IOException {
    hangUp("/looking");
    await().atMost(Duration.ofSeconds(20)).untilTrue(over);
    assertThat(told.get()).isLessThan(ENOUGH);
  }

  private void hangUp(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoLinger(true, 0);
      String request = "GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      assertThat(answer.read()).isNotNegative();
    }
  }
}
