package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.OutputStream;

/** How stored bytes are encrypted. Safe for use by many threads, each with a stream of its own. */
public interface StreamEncryption {

  /** None: bytes stay as they are. */
  StreamEncryption NONE =
      new StreamEncryption() {
        @Override
        public OutputStream encrypt(OutputStream out) {
          return out;
        }

        @Override
        public String algorithm() {
          return "none";
        }

        @Override
        public String keyId() {
          return "";
        }

        @Override
        public String extension() {
          return "";
        }
      };

  /**
   * A stream that encrypts what is written to it, in constant memory. Closing it ends the file, so
   * that truncation shows, and closes what is beneath; one that is dropped leaves a file that
   * cannot be taken for a whole one.
   */
  OutputStream encrypt(OutputStream out) throws IOException;

  /** As manifests name it: {@code none}, {@code aes-256-gcm}, {@code age}. */
  String algorithm();

  /** Which key it is, never the key; empty for none. */
  String keyId();

  /** What a file's name adds: {@code .enc}, {@code .age}, or nothing. */
  String extension();
}
