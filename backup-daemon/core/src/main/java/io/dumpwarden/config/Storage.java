package io.dumpwarden.config;

import io.dumpwarden.secret.StoredSecret;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named destination.
 *
 * @param id the row's id, also written into a local storage's marker: a name used again is another
 *     storage
 * @param settings by type. local: {@code path}, {@code shared} (true where every node sees the same
 *     folder), {@code stall_limit}. s3: {@code endpoint}, {@code region}, {@code bucket}, {@code
 *     prefix}, {@code path_style}, {@code access_key}, {@code ca_file}, {@code sse} (none, s3,
 *     kms), {@code kms_key_id}, {@code storage_class}, {@code object_lock_mode} (none, governance,
 *     compliance), {@code object_lock_days} (1 to 36500), {@code part_size}, {@code max_parts},
 *     {@code stall_limit}
 * @param secretKey null where the SDK's default chain of credentials is to be used
 */
public record Storage(
    String id,
    String name,
    StorageType type,
    Map<String, String> settings,
    @Nullable StoredSecret secretKey,
    boolean enabled) {

  public Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }
}
