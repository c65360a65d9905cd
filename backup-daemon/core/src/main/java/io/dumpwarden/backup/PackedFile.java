package io.dumpwarden.backup;

import io.dumpwarden.catalog.Manifest.StoredFile;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.storage.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short text, compressed and encrypted as its dump is. */
record PackedFile(ObjectKey key, byte[] bytes) {

  static PackedFile of(ObjectKey key, String text, DumpPipeline.Stages stages) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = stages.over(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return new PackedFile(key, packed.toByteArray());
  }

  /** How the manifest names it. */
  StoredFile stored() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new StoredFile(key.value(), bytes.length, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
