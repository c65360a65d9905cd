package io.dumpwarden.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tokens' table. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface ApiTokens {

  /** The one of that digest, expired ones too. */
  Optional<ApiToken> ofDigest(String digest);

  Optional<ApiToken> find(String name);

  /**
   * By name.
   *
   * @param after only names behind this one; null from the beginning
   */
  List<ApiToken> list(@Nullable String after, int limit);

  /** When the first of those expires that are good at this time; empty where none ever does. */
  Optional<Instant> nextExpiry(Instant now);

  /**
   * @throws io.dumpwarden.error.DumpwardenException {@code ALREADY_EXISTS}
   */
  void insert(ApiToken token, String digest);

  void used(String id, Instant at);

  void delete(String id);

  /** One transaction of all that the work does on this thread. */
  <R> R together(Supplier<R> work);
}
