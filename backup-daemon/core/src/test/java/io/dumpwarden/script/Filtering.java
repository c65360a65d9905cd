package io.dumpwarden.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Filters texts, cut in several ways, which must not matter. */
record Filtering(String text, ScriptNotes notes) {

  static Filtering of(String sql, ScriptChoice choice) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    Filtering whole = of(bytes, choice, Math.max(1, bytes.length));
    assertThat(of(bytes, choice, 1).text()).isEqualTo(whole.text());
    assertThat(of(bytes, choice, 7).text()).isEqualTo(whole.text());
    assertThat(read(bytes, choice)).isEqualTo(whole.text());
    return whole;
  }

  static String text(String sql, ScriptChoice choice) {
    return of(sql, choice).text();
  }

  static Filtering of(byte[] bytes, ScriptChoice choice, int piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ScriptFilter filter = new ScriptFilter(out, choice)) {
      for (int at = 0; at < bytes.length; at += piece) {
        filter.write(bytes, at, Math.min(piece, bytes.length - at));
      }
      filter.close();
      return new Filtering(out.toString(StandardCharsets.UTF_8), filter.notes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(byte[] bytes, ScriptChoice choice) {
    try (InputStream in = new FilteredScript(new ByteArrayInputStream(bytes), choice)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
