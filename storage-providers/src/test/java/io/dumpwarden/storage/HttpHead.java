package io.dumpwarden.storage;

import io.dumpwarden.storage.S3Fault.Operation;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines of an HTTP/1.1 request before its body. */
public record HttpHead(List<String> lines) {

  static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private static final String END = "\r\n\r\n";

  static HttpHead read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith(END)) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("no request");
      }
      bytes.write(next);
      text = next == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
    }
    return new HttpHead(Arrays.asList(text.strip().split("\r\n")));
  }

  public String method() {
    return lines.get(0).split(" ")[0];
  }

  /** The key that a request in path style is about; empty where it is about the bucket. */
  public String key() {
    return lines.get(0).split(" ")[1].replaceFirst("\\?.*$", "").replaceFirst("^/[^/]*/?", "");
  }

  /** Whether the query has this parameter, with or without a value. */
  public boolean asks(String parameter) {
    String query = lines.get(0).split(" ")[1].replaceFirst("^[^?]*\\??", "");
    return Arrays.stream(query.split("&")).anyMatch(p -> p.split("=")[0].equals(parameter));
  }

  Operation operation() {
    String method = lines.get(0).split(" ")[0];
    String query = lines.get(0).split(" ")[1].replaceFirst("^[^?]*", "");
    boolean upload = query.contains("uploadId=");
    boolean object = !lines.get(0).split(" ")[1].matches("/[^/?]*/?(\\?.*)?");
    return switch (method) {
      case "POST" ->
          upload
              ? Operation.COMPLETE_UPLOAD
              : query.contains("uploads") ? Operation.BEGIN_UPLOAD : Operation.OTHER;
      case "PUT" -> upload ? Operation.UPLOAD_PART : Operation.OTHER;
      case "DELETE" ->
          upload ? Operation.ABORT_UPLOAD : object ? Operation.DELETE_OBJECT : Operation.OTHER;
      case "HEAD" -> object ? Operation.HEAD_OBJECT : Operation.OTHER;
      case "GET" -> object && !upload ? Operation.READ_OBJECT : Operation.OTHER;
      default -> Operation.OTHER;
    };
  }

  long contentLength() {
    return header("content-length").map(Long::parseLong).orElse(0L);
  }

  public Optional<String> header(String name) {
    return lines.stream()
        .filter(line -> named(line, name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  boolean expectsContinue() {
    return lines.stream().anyMatch(line -> named(line, "expect"));
  }

  /** The same, for a connection that ends with the answer. */
  byte[] forOneRequest() {
    List<String> kept =
        lines.stream()
            .filter(line -> !named(line, "expect") && !named(line, "connection"))
            .toList();
    return (String.join("\r\n", kept) + "\r\nConnection: close" + END)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean named(String line, String name) {
    return line.toLowerCase(Locale.ROOT).startsWith(name + ":");
  }
}
