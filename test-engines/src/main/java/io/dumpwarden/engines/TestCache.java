package io.dumpwarden.engines;

import java.nio.file.Path;

/** Where unpacked servers are kept from one build to the next. */
final class TestCache {

  private TestCache() {}

  static Path folder(String name) {
    return Path.of(System.getProperty("user.home"), ".cache", "dumpwarden-test", name);
  }
}
