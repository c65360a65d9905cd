package io.dumpwarden.catalog;

import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.RawDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether an index can be that of all of its file, told without reading the file. */
final class IndexProof {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{16}");

  private final Manifest manifest;
  private final List<Frame> frames;

  IndexProof(Manifest manifest, List<Frame> frames) {
    this.manifest = manifest;
    this.frames = frames;
  }

  /** What contradicts it; empty where nothing does. */
  Optional<String> problem() {
    if (manifest.objects() == null || manifest.objects().isEmpty() || manifest.raw() == null) {
      return Optional.of("there is no file of which it is the index");
    }
    return order().or(this::packed).or(this::raw).or(this::digest);
  }

  private Optional<String> order() {
    long end = 0;
    for (Frame frame : frames) {
      if (frame.offset() != end) {
        return Optional.of(
            "%s does not begin at byte %d, where the one before ends".formatted(place(frame), end));
      }
      if (!isWhole(frame)) {
        return Optional.of("%s lacks its kind, table or digest".formatted(place(frame)));
      }
      end += frame.packedBytes();
    }
    return Optional.empty();
  }

  private static boolean isWhole(Frame frame) {
    return frame.kind() != null
        && frame.digest() != null
        && DIGEST.matcher(frame.digest()).matches()
        && (frame.kind() != FrameKind.ROWS || frame.tables().size() == 1);
  }

  private static String place(Frame frame) {
    return "the frame at byte " + frame.offset();
  }

  /** What encryption adds is not the index's matter. */
  private Optional<String> packed() {
    long packed = frames.stream().mapToLong(Frame::packedBytes).sum();
    long stored = manifest.objects().get(0).bytes();
    boolean fits = manifest.encryption() == null ? packed == stored : packed < stored;
    return fits
        ? Optional.empty()
        : Optional.of("its frames have %d bytes of a file of %d".formatted(packed, stored));
  }

  private Optional<String> raw() {
    long raw = frames.stream().mapToLong(Frame::rawBytes).sum();
    return raw == manifest.raw().bytes()
        ? Optional.empty()
        : Optional.of(
            "its frames hold %d bytes of SQL instead of %d".formatted(raw, manifest.raw().bytes()));
  }

  private Optional<String> digest() {
    boolean framed = RawDigest.FRAMED.equals(manifest.raw().digestAlgorithm());
    return !framed || RawDigest.of(frames).equals(manifest.raw().digest())
        ? Optional.empty()
        : Optional.of("the digests of its frames are not those of the dump");
  }
}
