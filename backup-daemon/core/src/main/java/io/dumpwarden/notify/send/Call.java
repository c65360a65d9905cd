package io.dumpwarden.notify.send;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP request. */
record Call(String method, HttpAddress address, Map<String, String> headers, byte[] body) {

  Call {
    headers = Map.copyOf(headers);
  }

  static Call post(HttpAddress address, String contentType, String body) {
    return new Call(
        "POST",
        address,
        Map.of("Content-Type", contentType),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** All but the body, as it goes over the wire. */
  byte[] head() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Host", address.authority());
    all.put("User-Agent", "Dumpwarden");
    all.put("Accept", "*/*");
    all.put("Connection", "close");
    all.put("Content-Length", String.valueOf(body.length));
    all.putAll(headers);
    StringBuilder head = new StringBuilder();
    head.append(line(method)).append(' ').append(line(address.target())).append(" HTTP/1.1\r\n");
    all.forEach((name, value) -> head.append(name + ": " + line(value) + "\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Whatever is in a value, it stays in its line. */
  private static String line(String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a control character in the head of a request");
    }
    return value;
  }

  @Override
  public String toString() {
    return method + " " + address;
  }
}
