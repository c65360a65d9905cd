package io.dumpwarden.notify.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an HTTP receiver answers: as much of it as is looked at, whatever it sends.
 *
 * @param headers by their names in lower case
 * @param start the first bytes of the body, as they came; never shown to anybody, since a receiver
 *     may say its own address in it
 */
record Answer(int status, Map<String, String> headers, String start) {

  private static final int LONGEST_HEAD = 32 * 1024;
  private static final int LONGEST_START = 4 * 1024;
  private static final int NO_CONTENT = 204;
  private static final String LAST_CHUNK = "0\r\n\r\n";

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Reads the status and the headers; those of provisional answers are passed over. */
  static Answer head(InputStream in) throws IOException {
    String[] lines = lines(in);
    int status = status(lines[0]);
    if (status < 200) {
      return head(in);
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return new Answer(status, headers, "");
  }

  private static String[] lines(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!endsWith(head, "\n\r\n") && !endsWith(head, "\n\n")) {
      int next = in.read();
      if (next < 0 || head.length() == LONGEST_HEAD) {
        throw new IOException("the answer is no HTTP");
      }
      head.append((char) next);
    }
    return head.toString().split("\r?\n");
  }

  private static boolean endsWith(StringBuilder text, String end) {
    int from = text.length() - end.length();
    return from >= 0 && text.indexOf(end, from) == from;
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      throw new IOException("the answer is no HTTP");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  /** With the start of its body; one that comes slowly or breaks off changes nothing. */
  Answer andStart(InputStream in) {
    int length = status == NO_CONTENT ? 0 : length();
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[1024];
    try {
      while (text.length() < length && text.lastIndexOf(LAST_CHUNK) < 0) {
        int count = in.read(buffer, 0, Math.min(buffer.length, length - text.length()));
        if (count < 0) {
          break;
        }
        text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // the status was said, and is what counts
    }
    return new Answer(status, headers, text.toString());
  }

  private int length() {
    try {
      long said = Long.parseLong(headers.getOrDefault("content-length", "" + LONGEST_START));
      return (int) Math.max(0, Math.min(said, LONGEST_START));
    } catch (NumberFormatException e) {
      return LONGEST_START;
    }
  }
}
