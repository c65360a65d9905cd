package io.dumpwarden.catalog;

import java.util.function.Function;

/** Manifests as JSON, signed. Safe for use by many threads. */
public final class ManifestFormat {

  private final SignedJson json;

  /**
   * @param mac HMAC-SHA256 by the master key, as hexadecimal digits
   */
  public ManifestFormat(Function<byte[], String> mac) {
    this.json = new SignedJson(mac);
  }

  /** The manifest as JSON, with its MAC. */
  public String sign(Manifest manifest) {
    return json.sign(manifest);
  }

  /**
   * Reads a manifest; unknown fields of later versions are left aside.
   *
   * @throws IllegalArgumentException where it is not one
   */
  public Manifest read(String text) {
    return json.read(text, Manifest.class);
  }

  /** Whether the MAC is one that our master key made, over every field, unknown ones too. */
  public boolean isOurs(String text) {
    return json.isOurs(text);
  }
}
