package io.dumpwarden.backup;

import io.dumpwarden.catalog.Manifest.StoredFile;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.pipeline.StoredDigest;
import io.dumpwarden.storage.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A short text, compressed and encrypted as its dump is.
 *
 * @param stored how the manifest names it
 */
record PackedFile(ObjectKey key, byte[] bytes, StoredFile stored) {

  static PackedFile of(ObjectKey key, String text, DumpPipeline.Stages stages) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    StoredDigest digest = new StoredDigest(packed);
    try (OutputStream out = stages.over(digest)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return new PackedFile(
        key, packed.toByteArray(), new StoredFile(key.value(), digest.bytes(), digest.hex()));
  }
}
