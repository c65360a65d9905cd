package io.dumpwarden.notify.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Notice.About;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A notice for programs. Names and values are a contract: docs/notifications.md has them. */
final class NoticeJson {

  private NoticeJson() {}

  /** All of it; what there is none of is null. */
  static ObjectNode whole(Notice notice) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", NoticeIds.of(notice));
    json.put("kind", word(notice.kind()));
    json.put("event", event(notice));
    json.put("severity", word(notice.severity()));
    json.put("key", notice.key());
    json.put("title", notice.title());
    notice.lines().forEach(json.putArray("lines")::add);
    About about = notice.about();
    json.putObject("about")
        .put("server", about.server())
        .put("schedule", about.schedule())
        .put("storage", about.storage())
        .put("database", about.database())
        .put("runId", about.runId());
    json.put("at", notice.at().toString());
    json.put("since", text(notice.since()));
    return json;
  }

  /** What a template may name. */
  static Map<String, String> values(Channel channel, Notice notice) {
    Map<String, String> values = new HashMap<>();
    About about = notice.about();
    values.put("json", whole(notice).toString());
    values.put("title", notice.title());
    values.put("text", new MessageText(notice).whole());
    values.put("kind", word(notice.kind()));
    values.put("severity", word(notice.severity()));
    values.put("key", notice.key());
    values.put("at", notice.at().toString());
    values.put("channel", channel.name());
    values.put("event", event(notice));
    values.put("server", about.server());
    values.put("schedule", about.schedule());
    values.put("storage", about.storage());
    values.put("database", about.database());
    values.put("run_id", about.runId());
    values.put("since", text(notice.since()));
    values.values().removeIf(value -> value == null);
    return values;
  }

  private static @Nullable String event(Notice notice) {
    return notice.event() == null ? null : notice.event().id();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
