package io.dumpwarden.storage;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What may go wrong with a request. */
public sealed interface S3Fault {

  /** What a request asks for. */
  enum Operation {
    BEGIN_UPLOAD,
    UPLOAD_PART,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    HEAD_OBJECT,
    READ_OBJECT,
    DELETE_OBJECT,
    OTHER
  }

  /** Takes the request's body and answers with an error. */
  record Refuse(int status, String code) implements S3Fault {

    byte[] answer() {
      String body = "<Error><Code>" + code + "</Code><Message>planted</Message></Error>";
      return """
          HTTP/1.1 %d Planted\r
          Content-Type: application/xml\r
          Content-Length: %d\r
          Connection: close\r
          \r
          %s"""
          .formatted(status, body.length(), body)
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** Takes so many bytes of the body, then resets the connection. */
  record Cut(long afterBytes) implements S3Fault {}

  /** Takes the request's head and does nothing more. */
  record Hang() implements S3Fault {}

  /** Lets the server do it, and resets the connection instead of answering. */
  record LoseAnswer() implements S3Fault {}

  /** Answers with these bytes, never asking the server. */
  record Answer(String bytes) implements S3Fault {}

  /** Which requests a fault hits; counts them. */
  final class Rule {

    private final Operation operation;
    private final int first;
    private final int times;
    private final S3Fault fault;
    private final AtomicInteger count = new AtomicInteger();

    Rule(Operation operation, int first, int times, S3Fault fault) {
      this.operation = operation;
      this.first = first;
      this.times = times;
      this.fault = fault;
    }

    Optional<S3Fault> hit(Operation asked) {
      if (asked != operation) {
        return Optional.empty();
      }
      int number = count.incrementAndGet();
      boolean hit = number >= first && number - first < times;
      return hit ? Optional.of(fault) : Optional.empty();
    }
  }
}
