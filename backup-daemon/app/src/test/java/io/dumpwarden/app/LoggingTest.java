package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.error.LogContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

  private static final String FORGED = "\r\n2026-05-01T03:00:00.000Z ERROR Somebody - forged";
  private static final Logger LOG = LoggerFactory.getLogger("test");

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
    log(Logging.Format.TEXT);
  }

  @AfterEach
  void restore() {
    System.setErr(before);
    Logging.configure(new Logging.Settings(Level.WARN, Logging.Format.TEXT));
  }

  private static void log(Logging.Format format) {
    Logging.configure(new Logging.Settings(Level.INFO, format));
  }

  private List<String> lines() {
    return heard.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void noMessageMakesALineOfItsOwn() {
    LOG.info("server {} was added", "shop" + FORGED + "\u001b[31m");

    assertThat(lines())
        .singleElement()
        .asString()
        .contains("server shop 2026-05-01T03:00:00.000Z")
        .doesNotContain("\u001b");
  }

  @Test
  void noExceptionBeginsALineAsAnEventDoes() {
    LOG.warn("failed", new IllegalStateException("no" + FORGED));

    assertThat(lines()).hasSizeGreaterThan(2);
    assertThat(lines().subList(1, lines().size())).noneMatch(line -> line.startsWith("2026"));
  }

  @Test
  void aLineTellsTheRunServerAndScheduleThatItBelongsTo() {
    LogContext.ofRun("r1", "shop" + FORGED, "nightly", () -> said("dumped"));
    LOG.info("at rest");

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0))
        .contains("test - dumped [")
        .contains("run=r1")
        .contains("server=shop2026")
        .contains("schedule=nightly");
    assertThat(lines().get(1)).endsWith("test - at rest");
  }

  @Test
  void aThreadOfARunTellsTheSame() throws Exception {
    Thread helper =
        LogContext.ofRun(
            "r1", "shop", "nightly", () -> new Thread(LogContext.carried(() -> said("helped"))));
    helper.start();
    helper.join();

    assertThat(lines()).singleElement().asString().contains("run=r1", "server=shop");
  }

  @Test
  void jsonIsOneObjectToALine() throws Exception {
    log(Logging.Format.JSON);
    LogContext.ofRestore(
        "t1",
        "shop",
        () -> {
          LOG.warn("line\nbreak", new IllegalStateException("why"));
          return said("done");
        });

    assertThat(lines()).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(lines().get(0));
    assertThat(first.get("message").asText()).isEqualTo("line\nbreak");
    assertThat(first.get("level").asText()).isEqualTo("WARN");
    assertThat(first.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(first.get("restore").asText()).isEqualTo("t1");
    assertThat(first.get("server").asText()).isEqualTo("shop");
    assertThat(first.get("error").asText()).contains("IllegalStateException: why");
    assertThat(new ObjectMapper().readTree(lines().get(1)).has("error")).isFalse();
  }

  private static boolean said(String text) {
    LOG.info(text);
    return true;
  }
}
