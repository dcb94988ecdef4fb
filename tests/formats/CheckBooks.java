import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Checks books with epubcheck, one after another in one Java machine, which takes seconds to start.
 *
 * Each line read is the path of an EPUB file; beside it a report is written, with ".json" after its name, and then an
 * empty line comes out. What epubcheck itself prints is left out.
 */
public class CheckBooks {
    public static void main(String[] none) throws IOException {
        PrintStream answers = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            new EpubChecker().run(new String[] {path, "-q", "--json", path + ".json"});
            answers.println();
        }
    }
}
