package io.dumpwarden.app.architecture;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.stmt.BlockStmt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of the checkout, measured. */
final class Sources {

  /** One file. */
  record SourceFile(String name, int lines, List<Callable> methods) {}

  /**
   * A method or constructor that has a body.
   *
   * @param name the type's and its own
   * @param lines of its body, what stands between the braces
   */
  record Callable(String name, int lines, int parameters) {}

  private Sources() {}

  /** All main sources, of every module. */
  static List<SourceFile> main(Path checkout) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    JavaParser parser =
        new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17));
    for (Path file : javaFiles(checkout, "src/main/java")) {
      CompilationUnit unit =
          parser
              .parse(file)
              .getResult()
              .orElseThrow(() -> new IllegalStateException("cannot be parsed: " + file));
      files.add(
          new SourceFile(
              file.getFileName().toString(), Files.readAllLines(file).size(), callables(unit)));
    }
    return files;
  }

  /** The Java files below a folder of every module. */
  static List<Path> javaFiles(Path checkout, String folder) throws IOException {
    try (Stream<Path> tree = Files.walk(checkout)) {
      return tree.filter(p -> p.toString().endsWith(".java"))
          .filter(p -> p.toString().contains(folder))
          .sorted()
          .toList();
    }
  }

  private static List<Callable> callables(CompilationUnit unit) {
    List<Callable> found = new ArrayList<>();
    for (MethodDeclaration method : unit.findAll(MethodDeclaration.class)) {
      method.getBody().ifPresent(body -> found.add(callable(method, body)));
    }
    unit.findAll(ConstructorDeclaration.class).forEach(c -> found.add(callable(c, c.getBody())));
    unit.findAll(CompactConstructorDeclaration.class)
        .forEach(c -> found.add(new Callable(name(c, c.getNameAsString()), lines(c.getBody()), 0)));
    return found;
  }

  private static Callable callable(CallableDeclaration<?> node, BlockStmt body) {
    return new Callable(
        name(node, node.getNameAsString()), lines(body), node.getParameters().size());
  }

  private static int lines(BlockStmt body) {
    return Math.max(0, body.getEnd().orElseThrow().line - body.getBegin().orElseThrow().line - 1);
  }

  private static String name(Node node, String own) {
    return typeOf(node) + "." + own;
  }

  private static String typeOf(Node node) {
    return node.findAncestor(TypeDeclaration.class).map(t -> t.getNameAsString()).orElse("?");
  }
}
