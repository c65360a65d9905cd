package io.dumpwarden.notify.send;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Sender;
import io.dumpwarden.storage.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Sends an adaptive card to a workflow of Microsoft Teams ("When a Teams webhook request is
 * received"). All text is in rich text blocks: those of plain text know Markdown, and would make
 * links of names.
 */
final class TeamsSender implements Sender {

  /** Teams takes 28 KB; characters may take several bytes, and the frame some. */
  private static final int LONGEST = 6_000;

  private final HttpPost http;

  TeamsSender(HttpPost http) {
    this.http = http;
  }

  @Override
  public void send(Channel channel, @Nullable Secret secret, Notice notice)
      throws NotSentException {
    HttpAddress address = Given.secretUrl(channel, secret);
    http.send(Call.post(address, "application/json; charset=utf-8", json(notice).toString()));
  }

  static ObjectNode json(Notice notice) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.putObject("msteams").put("width", "Full");
    MessageText text = new MessageText(notice);
    card.put("fallbackText", text.subject());
    body(card.putArray("body"), notice, text);
    return message;
  }

  private static void body(ArrayNode body, Notice notice, MessageText text) {
    run(body, text.subject())
        .put("size", "Large")
        .put("weight", "Bolder")
        .put("color", Colour.of(notice).card());
    int left = LONGEST;
    for (String line : text.lines()) {
      if (left > 0) {
        run(body, Words.cut(line, Math.max(2, left)));
      }
      left -= line.length();
    }
    text.facts().forEach((label, value) -> run(body, label + ": " + value).put("isSubtle", true));
  }

  private static ObjectNode run(ArrayNode body, String text) {
    ObjectNode block = body.addObject();
    block.put("type", "RichTextBlock");
    return block.putArray("inlines").addObject().put("type", "TextRun").put("text", text);
  }
}
