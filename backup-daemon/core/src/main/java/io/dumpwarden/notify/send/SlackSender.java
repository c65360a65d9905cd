package io.dumpwarden.notify.send;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Sender;
import io.dumpwarden.storage.Secret;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends to an incoming webhook of Slack. The message is a text and one attachment, and not blocks,
 * since Mattermost, Rocket.Chat and others take the same.
 */
final class SlackSender implements Sender {

  /** What calls a whole channel, in one product or another, wherever it stands in a text. */
  private static final Pattern CALL =
      Pattern.compile("@(?=channel|here|everyone|all|group|team)", Pattern.CASE_INSENSITIVE);

  private static final int SHORT_FACT = 40;

  private final HttpPost http;

  SlackSender(HttpPost http) {
    this.http = http;
  }

  @Override
  public void send(Channel channel, @Nullable Secret secret, Notice notice)
      throws NotSentException {
    HttpAddress address = Given.secretUrl(channel, secret);
    http.send(Call.post(address, "application/json; charset=utf-8", json(notice).toString()));
  }

  static ObjectNode json(Notice notice) {
    MessageText text = new MessageText(notice);
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("text", escape(text.subject()));
    message.put("mrkdwn", false);
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("color", Colour.of(notice).hex());
    attachment.put("fallback", escape(text.subject()));
    attachment.put("text", escape(String.join("\n", text.lines())));
    // nothing in it is formatting
    attachment.putArray("mrkdwn_in");
    ArrayNode fields = attachment.putArray("fields");
    text.facts()
        .forEach(
            (label, value) ->
                fields
                    .addObject()
                    .put("title", label)
                    .put("value", escape(value))
                    .put("short", value.length() < SHORT_FACT));
    attachment.put("ts", notice.at().getEpochSecond());
    return message;
  }

  /** The three characters that Slack wants escaped, and nobody called by a name in a text. */
  static String escape(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return CALL.matcher(escaped).replaceAll("@\u200b");
  }
}
