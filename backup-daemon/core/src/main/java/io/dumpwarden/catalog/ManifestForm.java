package io.dumpwarden.catalog;

import io.dumpwarden.pipeline.RawDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a manifest has what a row needs, in a form that fits: nothing of it is believed here. */
public final class ManifestForm {

  private static final int VERSION = 1;
  private static final int MAX_NAME = 128;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{1,64}");
  private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{1,32}");

  private ManifestForm() {}

  /** What is wrong with it; empty where a row can be made from it. */
  public static Optional<String> problem(Manifest manifest) {
    return problemToRestore(manifest).or(() -> problemOfARow(manifest));
  }

  /** What is wrong with what a restore goes by; empty where nothing is. */
  public static Optional<String> problemToRestore(Manifest manifest) {
    if (manifest.formatVersion() != VERSION) {
      return Optional.of("it is of version %d of the format".formatted(manifest.formatVersion()));
    }
    return Stream.of(
            databases(manifest), objects(manifest), compression(manifest), frames(manifest))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> problemOfARow(Manifest manifest) {
    return Stream.of(
            needs("backupId", manifest.backupId(), ID),
            needs("runId", manifest.runId(), ID),
            needs("type", manifest.type(), WORD),
            needs("engine", manifest.engine(), WORD),
            name("schedule", manifest.schedule()),
            name("server", manifest.server() == null ? null : manifest.server().name()),
            name("scope", Objects.requireNonNullElse(manifest.scope(), "none")),
            times(manifest))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> needs(String field, @Nullable String value, Pattern form) {
    return value != null && form.matcher(value).matches() ? Optional.empty() : wrong(field);
  }

  private static Optional<String> name(String field, @Nullable String value) {
    return value != null && !value.isEmpty() && value.length() <= MAX_NAME
        ? Optional.empty()
        : wrong(field);
  }

  private static Optional<String> times(Manifest manifest) {
    boolean there = manifest.startedAt() != null && manifest.finishedAt() != null;
    return there && !manifest.finishedAt().isBefore(manifest.startedAt())
        ? Optional.empty()
        : wrong("startedAt or finishedAt");
  }

  private static Optional<String> databases(Manifest manifest) {
    boolean named =
        manifest.databases() != null
            && !manifest.databases().isEmpty()
            && manifest.databases().stream().allMatch(name -> name("", name).isEmpty());
    return named ? Optional.empty() : wrong("databases");
  }

  private static Optional<String> objects(Manifest manifest) {
    if (manifest.objects() == null || manifest.objects().isEmpty() || manifest.raw() == null) {
      return wrong("objects or raw");
    }
    Manifest.StoredFile dump = manifest.objects().get(0);
    boolean fits = dump != null && dump.key() != null && dump.bytes() >= 0;
    return fits
        ? needs("objects[].sha256", dump.sha256(), SHA_256)
            .or(() -> needs("raw.digest", manifest.raw().digest(), DIGEST))
        : wrong("objects[]");
  }

  /** A digest of frames needs them. */
  private static Optional<String> frames(Manifest manifest) {
    if (manifest.raw() == null) {
      return wrong("raw");
    }
    boolean framed = RawDigest.FRAMED.equals(manifest.raw().digestAlgorithm());
    boolean none = manifest.frames() == null || manifest.frames().isEmpty();
    return framed && none
        ? wrong("frames")
        : manifest.problemWithIndex().map("its field frames[] is wrong: "::concat);
  }

  private static Optional<String> compression(Manifest manifest) {
    return needs(
        "compression.algorithm",
        manifest.compression() == null ? null : manifest.compression().algorithm(),
        WORD);
  }

  private static Optional<String> wrong(String field) {
    return Optional.of("its field %s is missing or wrong".formatted(field));
  }
}
