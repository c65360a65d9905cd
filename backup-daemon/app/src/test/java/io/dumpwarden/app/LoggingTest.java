package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {

  private static final String FORGED = "\r\n2026-05-01T03:00:00.000Z ERROR Somebody - forged";

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
    Logging.configure(new Logging.Settings(Level.INFO, Logging.Format.TEXT));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
    Logging.configure(new Logging.Settings(Level.WARN, Logging.Format.TEXT));
  }

  private List<String> lines() {
    return heard.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void noMessageMakesALineOfItsOwn() {
    LoggerFactory.getLogger("test").info("server {} was added", "shop" + FORGED + "\u001b[31m");

    assertThat(lines())
        .singleElement()
        .asString()
        .contains("server shop 2026-05-01T03:00:00.000Z")
        .doesNotContain("\u001b");
  }

  @Test
  void noExceptionBeginsALineAsAnEventDoes() {
    LoggerFactory.getLogger("test").warn("failed", new IllegalStateException("no" + FORGED));

    assertThat(lines()).hasSizeGreaterThan(2);
    assertThat(lines().subList(1, lines().size())).noneMatch(line -> line.startsWith("2026"));
  }
}
