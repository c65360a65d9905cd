package io.dumpwarden.restore;

import io.dumpwarden.script.FilteredScript;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptPart;
import io.dumpwarden.swap.Definitions;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps the text of triggers, views, routines and events while the rows are loaded: small whatever
 * the size of the dump, since the line breaks that rows leave behind are kept out.
 */
final class DefinitionSpool implements AutoCloseable {

  private final Path file;

  private DefinitionSpool(Path file) {
    this.file = file;
  }

  static DefinitionSpool in(Path folder) throws IOException {
    return new DefinitionSpool(Files.createTempFile(folder, "definitions", ".sql.gz"));
  }

  /** Takes the text; to be closed before it is read. */
  OutputStream write() throws IOException {
    return new WithoutGaps(
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file))));
  }

  /** The text in two: no event is to fire before all else is there. */
  List<Definitions> eventsLast() {
    return List.of(() -> read(ScriptPart.DEFINITIONS_BUT_EVENTS), () -> read(ScriptPart.EVENTS));
  }

  private InputStream read(ScriptPart part) throws IOException {
    return new FilteredScript(
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))),
        ScriptChoice.EVERYTHING.part(part));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Leaves out line breaks beyond so many in a row as no text of an object has. */
  static final class WithoutGaps extends FilterOutputStream {

    private static final int MOST = 100;
    private int row;

    WithoutGaps(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      row = b == '\n' ? row + 1 : 0;
      if (row <= MOST) {
        out.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }
  }
}
