package io.dumpwarden.notify.send;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.WebhookContent;
import io.dumpwarden.config.WebhookTemplate;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Sender;
import io.dumpwarden.storage.Secret;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends to any receiver of HTTP: the notice as JSON, or what a template makes of it; signed where
 * the channel has a key.
 */
final class WebhookSender implements Sender {

  private final HttpPost http;
  private final InstantSource clock;

  WebhookSender(HttpPost http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public void send(Channel channel, @Nullable Secret secret, Notice notice)
      throws NotSentException {
    byte[] body = body(channel, notice).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", contentType(channel));
    headers.put("Dumpwarden-Notice", NoticeIds.of(notice));
    if (secret != null && !secret.isEmpty()) {
      headers.putAll(Signature.headers(secret, clock.instant(), body));
    }
    HttpAddress address = HttpAddress.of(channel, Given.required(channel, "url"));
    http.send(new Call(method(channel), address, headers, body));
  }

  private static String method(Channel channel) throws NotSentException {
    return switch (Given.word(channel, "method", "post")) {
      case "post" -> "POST";
      case "put" -> "PUT";
      default -> throw new NotSentException("the channel's method is neither POST nor PUT", true);
    };
  }

  private static String contentType(Channel channel) {
    String type = Given.word(channel, "content_type", "application/json");
    return type.contains("charset") ? type : type + "; charset=utf-8";
  }

  private static String body(Channel channel, Notice notice) throws NotSentException {
    try {
      WebhookContent content =
          WebhookContent.of(Given.word(channel, "content_type", "application/json"));
      String template = Given.text(channel, "body").orElse("{{json}}");
      return WebhookTemplate.parse(template).fill(NoticeJson.values(channel, notice), content);
    } catch (IllegalArgumentException e) {
      throw new NotSentException("the channel's body or content_type: " + e.getMessage(), true);
    }
  }
}
