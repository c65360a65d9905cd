package io.dumpwarden.pipeline;

import java.nio.ByteBuffer;

/**
 * A frame that is compressed and has no place in a file yet.
 *
 * @param frame with offset 0
 * @param packed its compressed bytes, from position to limit; not changed any more
 */
public record PackedFrame(Frame frame, ByteBuffer packed) {}
