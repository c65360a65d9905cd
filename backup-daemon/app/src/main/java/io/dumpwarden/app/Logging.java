package io.dumpwarden.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** How the process logs: to standard error, as text for people or JSON for machines. */
public final class Logging {

  private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

  /** Libraries that tell more than an operator wants to know. */
  private static final List<String> QUIET =
      List.of(
          "org.quartz",
          "org.flywaydb",
          "org.eclipse.jetty",
          "io.javalin",
          "software.amazon.awssdk",
          "org.apache.http",
          "org.mariadb.jdbc");

  private static final String CONTROL = "[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u2028\\u2029]+";

  /**
   * One line for each event, whatever names and messages hold: line breaks and other control
   * characters in them are shown as spaces, and no line of an exception begins as an event does.
   */
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0} - "
          + "%replace(%msg){'CONTROL', ' '}%replace( [%mdc]){' \\[\\]|CONTROL', ''}%n"
              .replace("CONTROL", CONTROL)
          + "%replace(%ex{6}){'\\R(?=[0-9])', ' '}";

  /** The form of a line. */
  public enum Format {
    TEXT,
    JSON;

    static Format of(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "text" -> TEXT;
        case "json" -> JSON;
        default -> throw new IllegalArgumentException("must be text or json");
      };
    }
  }

  /** What is logged and how. */
  public record Settings(Level level, Format format) {

    /** The same, or quieter: nothing below this level, unless debug or more was asked for. */
    public Settings atMost(String quietest) {
      boolean asked = !level.isGreaterOrEqual(Level.INFO);
      return asked || level.isGreaterOrEqual(Logging.level(quietest))
          ? this
          : new Settings(Logging.level(quietest), format);
    }
  }

  private Logging() {}

  static Level level(String text) {
    if (!LEVELS.contains(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("must be one of " + String.join(", ", LEVELS));
    }
    return Level.toLevel(text);
  }

  /** Replaces whatever logging there was. */
  public static void configure(Settings settings) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder(context, settings.format()));
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(settings.level());
    root.addAppender(console);
    QUIET.forEach(name -> context.getLogger(name).setLevel(quieter(settings.level())));
    // Quartz and the pool report every hiccup of a store that is away with a stack trace; ours says
    // it once
    context.getLogger("org.quartz").setLevel(Level.OFF);
    context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
  }

  private static Level quieter(Level level) {
    return level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, Format format) {
    switch (format) {
      case JSON -> {
        JsonLines json = new JsonLines();
        json.setContext(context);
        json.start();
        return json;
      }
      case TEXT -> {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(LINE);
        text.start();
        return text;
      }
    }
    throw new IllegalStateException("unknown format " + format);
  }
}
