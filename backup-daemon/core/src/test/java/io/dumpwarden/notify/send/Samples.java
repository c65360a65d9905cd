package io.dumpwarden.notify.send;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.notify.Notice.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notices and channels for tests. */
final class Samples {

  static final Instant AT = Instant.parse("2026-11-21T04:10:00Z");
  static final Instant SINCE = Instant.parse("2026-11-21T03:00:07.123456Z");
  static final String RUN = "019a9f5e-1c8a-7c3e-8a43-0d5f2a6b7c8d";

  /** A name as somebody makes it who wants to be more than a name. */
  static final String NASTY =
      "<!channel> @here \"}],\"x\":[{\r\nBcc: all@example.com\r\n\r\n<script>x</script>"
          + " [a](http://evil.example) {{key}} \u2028\u202e";

  private Samples() {}

  static Notice problem() {
    return notice(Kind.PROBLEM, "nightly on orders-db: the run failed");
  }

  static Notice notice(Kind kind, String title) {
    return new Notice(
        kind,
        NotificationEvent.FAILED,
        Severity.CRITICAL,
        "run/nightly/orders-db",
        title,
        List.of("The server does not answer (SERVER_UNREACHABLE).", "See that it is up."),
        new About("orders-db", "nightly", null, null, RUN),
        AT,
        SINCE);
  }

  /** Every text that somebody else may have chosen is a nasty one. */
  static Notice nasty() {
    return new Notice(
        Kind.PROBLEM,
        NotificationEvent.FAILED,
        Severity.CRITICAL,
        NASTY,
        NASTY,
        List.of(NASTY, "second"),
        new About(NASTY, NASTY, NASTY, NASTY, NASTY),
        AT,
        SINCE);
  }

  static Channel channel(ChannelType type, Map<String, String> settings) {
    return new Channel("019a-1", "ops", type, settings, null, true);
  }

  /** One that may speak to this host. */
  static Channel here(ChannelType type, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("private_addresses", "true");
    return channel(type, all);
  }
}
