package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.source.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DumpPassTest {

  @ParameterizedTest
  @CsvSource({"d,foo,d,Foo", "a.b,c,a,b.c", "d,é,d,©"})
  void refusesNamesThatToolsTakeForOne(String one, String table, String other, String kept) {
    Set<TableName> left = Set.of(new TableName(one, table));
    Set<TableName> right = Set.of(new TableName(other, kept));

    assertThatThrownBy(() -> DumpPass.passOver("ignore-table", left, right))
        .isInstanceOf(DumpwardenException.class)
        .hasMessageContaining("do not tell the two names apart");
  }

  @Test
  void tellsOthersApart() {
    Set<TableName> left = Set.of(new TableName("d", "café"));
    Set<TableName> right = Set.of(new TableName("d", "cafe"), new TableName("e", "café"));

    assertThat(DumpPass.passOver("ignore-table", left, right)).hasSize(1);
  }

  @Test
  void thousandsOfTablesStandInTheOptionFile() {
    Set<TableName> left =
        IntStream.range(0, 5000)
            .mapToObj(i -> new TableName("d", "t" + i))
            .collect(Collectors.toSet());
    DumpPass pass =
        new DumpPass(
            List.of("--quick"),
            DumpPass.passOver("ignore-table", left, Set.of()),
            List.of("d", "a b;c"));
    ClientProgram program =
        new ClientProgram(Path.of("/bin/mysqldump"), Flavor.MYSQL, new Version(9, 0, 0));

    assertThat(pass.arguments()).containsExactly("--quick", "--databases", "--", "d", "a b;c");
    assertThat(pass.fileLines()).hasSize(5000).contains("ignore-table=\"d.t1\"");
    assertThat(pass.shown(program))
        .startsWith("/bin/mysqldump --defaults-file=... --quick --ignore-table=d.t")
        .endsWith(" ... (4980 more) --databases -- d 'a b;c'");
  }
}
