package io.dumpwarden.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where statements begin and end for the stock clients. */
class SqlSplitterTest {

  @Test
  void delimitersAreTakenAsClientsTakeThem() {
    assertThat(
            statements(
                "delimiter $$;\nSELECT $$$;\nDELIMITER\t// rest\nSELECT 1; //\nDELIMITER ;\nSELECT 2;"))
        .containsExactly("SELECT $$$;", "SELECT 1; //", "SELECT 2;");
  }

  @Test
  void twoDashesAtTheBeginningAreAComment() {
    assertThat(statements("--it's\nSELECT 1 --'x'\n;SELECT 2-- ;'\n;"))
        .containsExactly("SELECT 1 --'x'\n;", "SELECT 2-- ;'\n;");
  }

  @Test
  void theLastStatementNeedsNoDelimiter() {
    assertThat(statements("SELECT 1;\nSELECT ';'\n")).containsExactly("SELECT 1;", "SELECT ';'\n");
  }

  @Test
  void rowsByLinesAreThoseOfTheTools() {
    String sql = "INSERT INTO `t` VALUES (1,'\\';\\n'),\n(2,';');\nSELECT 1;\n";
    assertThat(statements(sql, SqlSplitter.Rows.BY_LINES)).hasSize(2).endsWith("SELECT 1;");
    assertThat(statements(sql, SqlSplitter.Rows.EXACT)).hasSize(2).endsWith("SELECT 1;");
  }

  private static List<String> statements(String sql) {
    return statements(sql, SqlSplitter.Rows.EXACT);
  }

  private static List<String> statements(String sql, SqlSplitter.Rows rows) {
    List<String> found = split(sql, rows, 1);
    assertThat(split(sql, rows, sql.length())).isEqualTo(found);
    return found;
  }

  private static List<String> split(String sql, SqlSplitter.Rows rows, int piece) {
    List<String> found = new ArrayList<>();
    SqlSplitter.Sink sink =
        new SqlSplitter.Sink() {
          @Override
          public void statement(SqlHead head) {
            found.add(head.text());
          }

          @Override
          public void comment(SqlHead head) {}
        };
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    SqlSplitter splitter = new SqlSplitter(sink, rows, 8192);
    for (int at = 0; at < bytes.length; at += piece) {
      splitter.see(bytes, at, Math.min(piece, bytes.length - at));
    }
    splitter.end();
    return found;
  }
}
