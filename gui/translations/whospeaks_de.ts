<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Hears who is speaking and shows that person&apos;s face. Everything stays on this computer: nothing is sent anywhere. Not fit to grant or refuse anybody anything.</source>
        <translation>Hört, wer spricht, und zeigt das Gesicht dazu. Alles bleibt auf diesem Computer: Nichts wird irgendwohin gesendet. Nicht geeignet, um jemandem etwas zu gewähren oder zu verweigern.</translation>
    </message>
    <message>
        <source>Versions, devices and the end of the log; no names, nothing that was said.</source>
        <translation>Versionen, Geräte und das Ende des Protokolls; keine Namen, nichts Gesagtes.</translation>
    </message>
    <message>
        <source>WhoSpeaks</source>
        <translation>WhoSpeaks</translation>
    </message>
    <message>
        <source>WhoSpeaks {0}</source>
        <translation>WhoSpeaks {0}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Hear it again (Space)</source>
        <translation>Noch einmal hören (Leertaste)</translation>
    </message>
    <message>
        <source>How this name came about (Return)</source>
        <translation>Wie dieser Name zustande kam (Eingabe)</translation>
    </message>
    <message>
        <source>Its sound is in memory only, until the next session.</source>
        <translation>Der Ton ist nur bis zur nächsten Sitzung im Speicher.</translation>
    </message>
    <message>
        <source>Its sound was not kept, so nothing can be learned from it.</source>
        <translation>Der Ton wurde nicht aufbewahrt, daraus lässt sich also nichts lernen.</translation>
    </message>
    <message>
        <source>Its sound was not kept.</source>
        <translation>Der Ton wurde nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Learn from this…</source>
        <translation>Hieraus lernen…</translation>
    </message>
    <message>
        <source>No, that was…</source>
        <translation>Nein, das war…</translation>
    </message>
    <message>
        <source>Open the settings about privacy</source>
        <translation>Die Einstellungen zur Privatsphäre öffnen</translation>
    </message>
    <message>
        <source>Open this person&apos;s page</source>
        <translation>Seite dieser Person öffnen</translation>
    </message>
    <message>
        <source>Open this person&apos;s page (P)</source>
        <translation>Seite dieser Person öffnen (P)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Say who it was (C)</source>
        <translation>Sagen, wer es war (C)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>What is kept…</source>
        <translation>Was aufbewahrt wird…</translation>
    </message>
    <message>
        <source>Who was that?</source>
        <translation>Wer war das?</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
</context>
<context>
    <name>Appearance</name>
    <message>
        <source>Changes at once; listening goes on meanwhile.</source>
        <translation>Wechselt sofort; das Zuhören geht dabei weiter.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Dark suits a projector, light a bright room.</source>
        <translation>Dunkel passt zum Projektor, hell zu einem hellen Raum.</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Whether faces fade and bars glide, or change at once.</source>
        <translation>Ob Gesichter überblenden und Balken gleiten oder sofort wechseln.</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>BandsPlot</name>
    <message>
        <source>Centre frequency and bandwidth of every filter, learned and mel</source>
        <translation>Mittenfrequenz und Bandbreite jedes Filters, gelernt und Mel</translation>
    </message>
    <message>
        <source>Filter {0} of {1}: centre {2} Hz, {3} Hz wide. A mel filter there is {4} Hz wide.</source>
        <translation>Filter {0} von {1}: Mitte {2} Hz, {3} Hz breit. Ein Mel-Filter ist dort {4} Hz breit.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Take it back (Ctrl+Z)</source>
        <translation>Zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>Camera</name>
    <message>
        <source>The camera cannot be used. Close other programs that use it, or choose a picture.</source>
        <translation>Die Kamera lässt sich nicht verwenden. Schließen Sie andere Programme, die sie nutzen, oder wählen Sie ein Bild.</translation>
    </message>
    <message>
        <source>The camera is gone. Connect it again, or choose a picture.</source>
        <translation>Die Kamera ist weg. Schließen Sie sie wieder an, oder wählen Sie ein Bild.</translation>
    </message>
</context>
<context>
    <name>CandidateRow</name>
    <message>
        <source>{0}: {1} probable. {2} of the windows voted for them; the voice fits with a score of {3}.</source>
        <translation>{0}: {1} wahrscheinlich. {2} der Fenster stimmten dafür; die Stimme passt mit einer Punktzahl von {3}.</translation>
    </message>
</context>
<context>
    <name>Candidates</name>
    <message>
        <source>Most probable</source>
        <translation>Am wahrscheinlichsten</translation>
    </message>
    <message>
        <source>The three best guesses stand here.</source>
        <translation>Hier stehen die drei besten Vermutungen.</translation>
    </message>
</context>
<context>
    <name>Carrying</name>
    <message>
        <source>1 person is</source>
        <translation>1 Person ist</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Export everybody</source>
        <translation>Alle exportieren</translation>
    </message>
    <message>
        <source>Export {0}</source>
        <translation>{0} exportieren</translation>
    </message>
    <message>
        <source>Exported people (*{0})</source>
        <translation>Exportierte Personen (*{0})</translation>
    </message>
    <message>
        <source>Nobody new was in that file.</source>
        <translation>In dieser Datei war niemand Neues.</translation>
    </message>
    <message>
        <source>The voices are still being loaded; import in a moment.</source>
        <translation>Die Stimmen werden noch geladen; importieren Sie gleich.</translation>
    </message>
    <message>
        <source>{0} in {1} now. Whoever has that file has these voices and faces.</source>
        <translation>{0} jetzt in {1}. Wer diese Datei hat, hat diese Stimmen und Gesichter.</translation>
    </message>
    <message>
        <source>{0} is enrolled now.</source>
        <translation>{0} ist jetzt bekannt.</translation>
    </message>
    <message>
        <source>{0} people are</source>
        <translation>{0} Personen sind</translation>
    </message>
    <message>
        <source>{0} people are enrolled now.</source>
        <translation>{0} Personen sind jetzt bekannt.</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>A clear recording is recognised better. What you keep is used as it is.</source>
        <translation>Eine klare Aufnahme wird besser erkannt. Was Sie behalten, wird verwendet, wie es ist.</translation>
    </message>
    <message>
        <source>Before we go on</source>
        <translation>Bevor es weitergeht</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Heard as {0}</source>
        <translation>Gehört als {0}</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Search, or type a new name</source>
        <translation>Suchen, oder ein neuer Name</translation>
    </message>
    <message>
        <source>That was them</source>
        <translation>Das war die Person</translation>
    </message>
    <message>
        <source>Who was that?</source>
        <translation>Wer war das?</translation>
    </message>
</context>
<context>
    <name>ClipList</name>
    <message>
        <source>1 utterance</source>
        <translation>1 Äußerung</translation>
    </message>
    <message>
        <source>Add recordings…</source>
        <translation>Aufnahmen hinzufügen…</translation>
    </message>
    <message>
        <source>Enter plays, Del deletes</source>
        <translation>Eingabe spielt ab, Entf löscht</translation>
    </message>
    <message>
        <source>More speech of this person, from files; or drop them here</source>
        <translation>Mehr Sprache dieser Person, aus Dateien; oder ziehen Sie sie hierher</translation>
    </message>
    <message>
        <source>Nothing is kept of this voice, so {0} is not recognised. Add recordings of it.</source>
        <translation>Von dieser Stimme ist nichts aufbewahrt, also wird {0} nicht erkannt. Fügen Sie Aufnahmen hinzu.</translation>
    </message>
    <message>
        <source>What the voice is known by</source>
        <translation>Woran die Stimme zu erkennen ist</translation>
    </message>
    <message>
        <source>What was said at the enrolment</source>
        <translation>Was beim Vorstellen gesagt wurde</translation>
    </message>
    <message>
        <source>{0} utterances</source>
        <translation>{0} Äußerungen</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Imagined face, {0}</source>
        <translation>Erdachtes Gesicht, {0}</translation>
    </message>
    <message>
        <source>Nobody enrolled</source>
        <translation>Niemand Eingelerntes</translation>
    </message>
</context>
<context>
    <name>ConfidenceBar</name>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message>
        <source>Who was taken for whom</source>
        <translation>Wer für wen gehalten wurde</translation>
    </message>
    <message>
        <source>left without a name</source>
        <translation>ohne Namen geblieben</translation>
    </message>
    <message>
        <source>named if not enrolled</source>
        <translation>benannt, falls nicht bekannt</translation>
    </message>
    <message>
        <source>who spoke</source>
        <translation>wer sprach</translation>
    </message>
    <message>
        <source>{0} left without a name</source>
        <translation>{0} ohne Namen geblieben</translation>
    </message>
    <message>
        <source>{0} named if not enrolled</source>
        <translation>{0} benannt, falls nicht bekannt</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} utterances right</source>
        <translation>{0}: {1} von {2} Äußerungen richtig</translation>
    </message>
</context>
<context>
    <name>Correcting</name>
    <message>
        <source>That was a new voice.</source>
        <translation>Das war eine neue Stimme.</translation>
    </message>
    <message>
        <source>That was {0}.</source>
        <translation>Das war {0}.</translation>
    </message>
    <message>
        <source>{0} is better known now.</source>
        <translation>{0} ist jetzt besser bekannt.</translation>
    </message>
    <message>
        <source>{0} is enrolled.</source>
        <translation>{0} ist bekannt.</translation>
    </message>
</context>
<context>
    <name>Corrections</name>
    <message>
        <source>A network draws all of the face at once: only the portrait is corrected.</source>
        <translation>Ein Netz zeichnet das ganze Gesicht auf einmal: Berichtigen lässt sich nur das Porträt.</translation>
    </message>
    <message>
        <source>Age shown</source>
        <translation>Gezeigtes Alter</translation>
    </message>
    <message>
        <source>Age shown, in years</source>
        <translation>Gezeigtes Alter in Jahren</translation>
    </message>
    <message>
        <source>Back to what was inferred</source>
        <translation>Zurück zum Erschlossenen</translation>
    </message>
    <message>
        <source>Man</source>
        <translation>Mann</translation>
    </message>
    <message>
        <source>Of children and adolescents no sex is drawn.</source>
        <translation>Bei Kindern und Jugendlichen wird kein Geschlecht gezeichnet.</translation>
    </message>
    <message>
        <source>Sex shown, from woman to man</source>
        <translation>Gezeigtes Geschlecht, von Frau bis Mann</translation>
    </message>
    <message>
        <source>Woman</source>
        <translation>Frau</translation>
    </message>
    <message>
        <source>You know better?</source>
        <translation>Sie wissen es besser?</translation>
    </message>
    <message>
        <source>{0} is better known now.</source>
        <translation>{0} ist jetzt besser bekannt.</translation>
    </message>
    <message>
        <source>{0} is enrolled.</source>
        <translation>{0} ist bekannt.</translation>
    </message>
    <message>
        <source>{0} years</source>
        <translation>{0} Jahre</translation>
    </message>
</context>
<context>
    <name>Crop</name>
    <message>
        <source>Arrow keys move the circle, plus and minus change its size</source>
        <translation>Die Pfeiltasten bewegen den Kreis, Plus und Minus ändern seine Größe</translation>
    </message>
    <message>
        <source>Part of the picture that is used</source>
        <translation>Teil des Bildes, der verwendet wird</translation>
    </message>
</context>
<context>
    <name>Cropping</name>
    <message>
        <source>Drag the circle, or move it with the arrow keys. The wheel, + and − change its size.</source>
        <translation>Ziehen Sie den Kreis, oder bewegen Sie ihn mit den Pfeiltasten. Mausrad, + und − ändern seine Größe.</translation>
    </message>
    <message>
        <source>Put the circle around the face</source>
        <translation>Legen Sie den Kreis um das Gesicht</translation>
    </message>
    <message>
        <source>Use this picture</source>
        <translation>Dieses Bild verwenden</translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete {0}?</source>
        <translation>{0} löschen?</translation>
    </message>
    <message>
        <source>The face, the recordings and the voiceprint are removed, and what was kept of this voice in past sessions. This cannot be undone.</source>
        <translation>Gesicht, Aufnahmen und Stimmabdruck werden entfernt, und was in früheren Sitzungen von dieser Stimme aufgehoben wurde. Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>DeleteEverythingDialog</name>
    <message>
        <source>All people with their faces, recordings and voiceprints, all kept sessions with their sound, and what the program learned from them are removed. This cannot be undone.</source>
        <translation>Alle Personen mit Gesichtern, Aufnahmen und Stimmabdrücken, alle aufbewahrten Sitzungen mit ihrem Ton und alles daraus Gelernte werden entfernt. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Alles löschen</translation>
    </message>
    <message>
        <source>Delete everything?</source>
        <translation>Alles löschen?</translation>
    </message>
    <message>
        <source>Type “{0}” to go on.</source>
        <translation>Tippen Sie „{0}“, um fortzufahren.</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>löschen</translation>
    </message>
</context>
<context>
    <name>DeleteSessionQuestion</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete this session?</source>
        <translation>Diese Sitzung löschen?</translation>
    </message>
    <message>
        <source>{0}, {1}: who spoke and what was recorded of it are removed from this computer. What people were enrolled with stays. This cannot be undone.</source>
        <translation>{0}, {1}: Wer sprach und was davon aufgenommen wurde, wird von diesem Computer entfernt. Was Personen bei der Vorstellung sprachen, bleibt. Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>Doing</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Gleich bereit…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hört auf…</translation>
    </message>
</context>
<context>
    <name>Dots</name>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Schritt {0} von {1}</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>Choose a face</source>
        <translation>Ein Gesicht wählen</translation>
    </message>
    <message>
        <source>Drawn face {0}</source>
        <translation>Gezeichnetes Gesicht {0}</translation>
    </message>
    <message>
        <source>Show others</source>
        <translation>Andere zeigen</translation>
    </message>
    <message>
        <source>Use this face</source>
        <translation>Dieses Gesicht verwenden</translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>Agree first; then pictures and recordings can be dropped.</source>
        <translation>Stimmen Sie zuerst zu; dann können Sie Bilder und Aufnahmen ablegen.</translation>
    </message>
    <message>
        <source>Enrol someone</source>
        <translation>Jemanden vorstellen</translation>
    </message>
    <message>
        <source>The name and the picture are thrown away.</source>
        <translation>Name und Bild werden verworfen.</translation>
    </message>
    <message>
        <source>Whoever of the folder is enrolled already is taken back.</source>
        <translation>Wer aus dem Ordner schon übernommen ist, wird wieder entfernt.</translation>
    </message>
    <message>
        <source>{0} s of speech, the name and the picture are thrown away.</source>
        <translation>{0} s Sprache, Name und Bild werden verworfen.</translation>
    </message>
</context>
<context>
    <name>EnrolDoor</name>
    <message>
        <source>{0} is enrolled and will be recognised from now on.</source>
        <translation>{0} ist jetzt bekannt und wird ab sofort erkannt.</translation>
    </message>
</context>
<context>
    <name>Enrolled</name>
    <message>
        <source>The enrolled photo</source>
        <translation>Das hinterlegte Foto</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>Export this session</source>
        <translation>Diese Sitzung exportieren</translation>
    </message>
    <message>
        <source>Export who spoke when</source>
        <translation>Exportieren, wer wann sprach</translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation>Exportiert nach {0}.</translation>
    </message>
</context>
<context>
    <name>FaceGrid</name>
    <message>
        <source>Everybody who is enrolled</source>
        <translation>Alle, die bekannt sind</translation>
    </message>
</context>
<context>
    <name>FacesPage</name>
    <message>
        <source>No face is imagined before that is switched on, here on this page.</source>
        <translation>Gesichter werden erst erdacht, wenn das hier auf dieser Seite eingeschaltet ist.</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>FaultDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Einzelheiten ausblenden</translation>
    </message>
    <message>
        <source>It goes on, but may not do all it should. If it happens again, start it anew. Under Settings, About and diagnostics there is a report to send to whoever helps.</source>
        <translation>Es läuft weiter, tut aber vielleicht nicht alles, was es soll. Kommt es wieder vor, starten Sie es neu. Unter „Einstellungen“, „Über und Diagnose“ steht ein Bericht für die, die helfen.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program</source>
        <translation>Im Programm ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>WhoSpeaks</source>
        <translation>WhoSpeaks</translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose recordings</source>
        <translation>Aufnahmen wählen</translation>
    </message>
    <message>
        <source>Recordings ({0})</source>
        <translation>Aufnahmen ({0})</translation>
    </message>
    <message>
        <source>Who speaks in {0} would not be known to the end.</source>
        <translation>Wer in {0} spricht, wäre nicht bis zum Ende bekannt.</translation>
    </message>
    <message>
        <source>Your corrections to {0} would be lost; export them first.</source>
        <translation>Ihre Korrekturen an {0} gingen verloren; exportieren Sie sie zuerst.</translation>
    </message>
    <message>
        <source>{0} is off the list.</source>
        <translation>{0} ist von der Liste.</translation>
    </message>
    <message>
        <source>{0} recordings</source>
        <translation>{0} Aufnahmen</translation>
    </message>
</context>
<context>
    <name>Fill</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Centre and bandwidth of every band-pass filter. Point at one to read it.</source>
        <translation>Mitte und Bandbreite jedes Bandpassfilters. Zeigen Sie auf einen, um ihn abzulesen.</translation>
    </message>
    <message>
        <source>The sum of all filters&apos; gains, 1 being their mean: where it is higher, filters crowd.</source>
        <translation>Die Summe der Verstärkungen aller Filter, 1 ist ihr Mittel: Wo sie höher ist, drängen sich Filter.</translation>
    </message>
    <message>
        <source>These weights have no sinc filters: their first layer is of another kind.</source>
        <translation>Diese Gewichte haben keine Sinc-Filter: Ihre erste Schicht ist von anderer Art.</translation>
    </message>
    <message>
        <source>What all of them hear together</source>
        <translation>Was alle zusammen hören</translation>
    </message>
    <message>
        <source>What it listens to</source>
        <translation>Was es hört</translation>
    </message>
    <message>
        <source>Where each filter listens, and how widely</source>
        <translation>Wo jeder Filter hört, und wie breit</translation>
    </message>
    <message>
        <source>{0} band-pass filters, of which only the edges are learned. They began on the mel scale, which spaces tones as ears do. Now half of them listen below {1} kHz (mel: {2} kHz), and on average they are {3} times as wide.</source>
        <translation>{0} Bandpassfilter, von denen nur die Grenzen gelernt werden. Sie begannen auf der Mel-Skala, die Töne teilt, wie Ohren es tun. Jetzt hört die Hälfte unter {1} kHz (Mel: {2} kHz), und im Mittel sind sie {3}-mal so breit.</translation>
    </message>
</context>
<context>
    <name>Finishing</name>
    <message>
        <source>That is too little to know a voice by. Say a little more.</source>
        <translation>Das ist zu wenig, um eine Stimme zu kennen. Sagen Sie noch etwas mehr.</translation>
    </message>
</context>
<context>
    <name>ForgetTodayDialog</name>
    <message>
        <source>All sessions of today are removed, whoever spoke in them. For good.</source>
        <translation>Alle Sitzungen von heute werden entfernt, wer auch immer darin sprach. Endgültig.</translation>
    </message>
    <message>
        <source>Forget today</source>
        <translation>Heute vergessen</translation>
    </message>
    <message>
        <source>Forget today?</source>
        <translation>Heute vergessen?</translation>
    </message>
    <message>
        <source>Their faces, recordings and voiceprints are removed, and all sessions of today, whoever spoke in them. For good.</source>
        <translation>Ihre Gesichter, Aufnahmen und Stimmabdrücke werden entfernt und alle Sitzungen von heute, wer auch immer darin sprach. Endgültig.</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>GatePreview</name>
    <message>
        <source>Listen, or test the microphone, and the last ten seconds appear here.</source>
        <translation>Hören Sie zu, oder testen Sie das Mikrofon: Dann erscheinen hier die letzten zehn Sekunden.</translation>
    </message>
    <message>
        <source>Loud enough: {0} % of the last {1} s. To be heard, it must also sound like a voice.</source>
        <translation>Laut genug: {0} % der letzten {1} s. Um gehört zu werden, muss es auch wie eine Stimme klingen.</translation>
    </message>
    <message>
        <source>Nothing heard yet</source>
        <translation>Noch nichts gehört</translation>
    </message>
    <message>
        <source>Recent levels against the gate</source>
        <translation>Letzte Pegel gegen die Schwelle</translation>
    </message>
    <message>
        <source>gate {0} dB</source>
        <translation>Schwelle {0} dB</translation>
    </message>
</context>
<context>
    <name>Generator</name>
    <message>
        <source>A generator that learned from a discriminator to draw faces and from a classifier whose they are (Wen, Singh and Raj). Small pictures; one generator each for everybody, men and women.</source>
        <translation>Ein Generator, der von einem Diskriminator gelernt hat, Gesichter zu zeichnen, und von einem Klassifikator, wessen (Wen, Singh und Raj). Kleine Bilder; je ein Generator für alle, für Männer und für Frauen.</translation>
    </message>
    <message>
        <source>A network that learned where in a space of faces a voice belongs, and a decoder that draws what is there (the lab thesis).</source>
        <translation>Ein Netz, das gelernt hat, wohin in einem Raum von Gesichtern eine Stimme gehört, und ein Decoder, der zeichnet, was dort liegt (die Abschlussarbeit des Labors).</translation>
    </message>
    <message>
        <source>An encoder that learned to tell a face&apos;s features from the spectrogram of a voice, and a decoder that draws them (Oh et al. and the Ain Shams report). The slowest.</source>
        <translation>Ein Encoder, der gelernt hat, aus dem Spektrogramm einer Stimme auf die Merkmale eines Gesichts zu schließen, und ein Decoder, der sie zeichnet (Oh et al. und der Bericht der Ain-Shams-Universität). Das langsamste.</translation>
    </message>
    <message>
        <source>Drawn by rules from the traits that are inferred; what no voice tells is made up from how it sounds.</source>
        <translation>Nach Regeln gezeichnet, aus dem, was die Stimme verrät; was keine Stimme verrät, ist nach ihrem Klang erdacht.</translation>
    </message>
    <message>
        <source>GAN</source>
        <translation>GAN</translation>
    </message>
    <message>
        <source>Published GAN</source>
        <translation>Publiziertes GAN</translation>
    </message>
    <message>
        <source>Mapping network</source>
        <translation>Abbildungsnetz</translation>
    </message>
    <message>
        <source>No voice can be made out in this sound; nothing is drawn from noise or whispering.</source>
        <translation>In diesem Ton ist keine Stimme zu erkennen; aus Geräuschen oder Flüstern wird nichts gezeichnet.</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Porträt</translation>
    </message>
    <message>
        <source>The same kind of generator with the weights that its authors published, learned from photos of celebrities.</source>
        <translation>Ein Generator derselben Art mit den Gewichten, die seine Autoren veröffentlicht haben; gelernt hat er an Fotos von Prominenten.</translation>
    </message>
    <message>
        <source>There are only {0} s of sound; a face takes {1} s of speech.</source>
        <translation>Das sind nur {0} s Ton; ein Gesicht braucht {1} s Sprache.</translation>
    </message>
    <message>
        <source>There are only {0} s of speech; a face takes {1} s.</source>
        <translation>Das sind nur {0} s Sprache; ein Gesicht braucht {1} s.</translation>
    </message>
    <message>
        <source>There is hardly any speech in this sound; move closer to the microphone, or somewhere calmer.</source>
        <translation>In diesem Ton ist kaum Sprache; gehen Sie näher ans Mikrofon oder an einen ruhigeren Ort.</translation>
    </message>
    <message>
        <source>This sounds like a child or an adolescent, or is drawn as one; such pictures are not saved.</source>
        <translation>Das klingt nach einem Kind oder Jugendlichen oder ist so gezeichnet; solche Bilder werden nicht gespeichert.</translation>
    </message>
    <message>
        <source>This sounds like music, not like somebody speaking; nothing is drawn from music or singing.</source>
        <translation>Das klingt nach Musik, nicht nach jemandem, der spricht; aus Musik oder Gesang wird nichts gezeichnet.</translation>
    </message>
    <message>
        <source>This sounds too even to be speech; nothing is drawn from noise or music.</source>
        <translation>Das klingt zu gleichförmig für Sprache; aus Geräuschen oder Musik wird nichts gezeichnet.</translation>
    </message>
    <message>
        <source>a lively way of speaking</source>
        <translation>eine lebhafte Sprechweise</translation>
    </message>
    <message>
        <source>a very lively way of it</source>
        <translation>eine sehr lebhafte Sprechweise</translation>
    </message>
    <message>
        <source>an even way of speaking</source>
        <translation>eine gleichmäßige Sprechweise</translation>
    </message>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>beard or earrings</source>
        <translation>Bart oder Ohrringe</translation>
    </message>
    <message>
        <source>between what is usual for men and for women</source>
        <translation>zwischen dem bei Männern und bei Frauen Üblichen</translation>
    </message>
    <message>
        <source>brows</source>
        <translation>Brauen</translation>
    </message>
    <message>
        <source>clothes</source>
        <translation>Kleidung</translation>
    </message>
    <message>
        <source>colour of the clothes</source>
        <translation>Farbe der Kleidung</translation>
    </message>
    <message>
        <source>complexion</source>
        <translation>Teint</translation>
    </message>
    <message>
        <source>curl of the hair</source>
        <translation>Locken</translation>
    </message>
    <message>
        <source>eye colour</source>
        <translation>Augenfarbe</translation>
    </message>
    <message>
        <source>eye shape</source>
        <translation>Augenform</translation>
    </message>
    <message>
        <source>eye size</source>
        <translation>Augengröße</translation>
    </message>
    <message>
        <source>face shape</source>
        <translation>Gesichtsform</translation>
    </message>
    <message>
        <source>glasses</source>
        <translation>Brille</translation>
    </message>
    <message>
        <source>hair colour</source>
        <translation>Haarfarbe</translation>
    </message>
    <message>
        <source>hair length</source>
        <translation>Haarlänge</translation>
    </message>
    <message>
        <source>hair style</source>
        <translation>Frisur</translation>
    </message>
    <message>
        <source>hair, skin, clothes and all else that the network draws</source>
        <translation>Haar, Haut, Kleidung und alles andere, was das Netz zeichnet</translation>
    </message>
    <message>
        <source>jaw and chin</source>
        <translation>Kiefer und Kinn</translation>
    </message>
    <message>
        <source>long, usual for men</source>
        <translation>lang, üblich bei Männern</translation>
    </message>
    <message>
        <source>mouth</source>
        <translation>Mund</translation>
    </message>
    <message>
        <source>nose</source>
        <translation>Nase</translation>
    </message>
    <message>
        <source>pitch</source>
        <translation>Stimmhöhe</translation>
    </message>
    <message>
        <source>pitch range</source>
        <translation>Stimmumfang</translation>
    </message>
    <message>
        <source>pose</source>
        <translation>Haltung</translation>
    </message>
    <message>
        <source>short, usual for children</source>
        <translation>kurz, üblich bei Kindern</translation>
    </message>
    <message>
        <source>skin tone</source>
        <translation>Hautton</translation>
    </message>
    <message>
        <source>usual for children, and for lively voices of women</source>
        <translation>üblich bei Kindern und lebhaften Frauenstimmen</translation>
    </message>
    <message>
        <source>usual for men</source>
        <translation>üblich bei Männern</translation>
    </message>
    <message>
        <source>usual for women and adolescents</source>
        <translation>üblich bei Frauen und Jugendlichen</translation>
    </message>
    <message>
        <source>usual for women, and for children of {0} and more</source>
        <translation>üblich bei Frauen und bei Kindern ab {0}</translation>
    </message>
    <message>
        <source>vocal tract</source>
        <translation>Vokaltrakt</translation>
    </message>
    <message>
        <source>{0} semitones</source>
        <translation>{0} Halbtöne</translation>
    </message>
</context>
<context>
    <name>GridPane</name>
    <message>
        <source>1 person</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Enrol people from an exported file; or drop one here</source>
        <translation>Personen aus einer exportierten Datei übernehmen; oder ziehen Sie eine hierher</translation>
    </message>
    <message>
        <source>Enrol someone</source>
        <translation>Jemanden vorstellen</translation>
    </message>
    <message>
        <source>Enrol the first person</source>
        <translation>Die erste Person vorstellen</translation>
    </message>
    <message>
        <source>Export everybody…</source>
        <translation>Alle exportieren…</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Gleich bereit</translation>
    </message>
    <message>
        <source>Import people…</source>
        <translation>Personen importieren…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>In which order</source>
        <translation>In welcher Reihenfolge</translation>
    </message>
    <message>
        <source>Most speech first</source>
        <translation>Meiste Sprache zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet</source>
        <translation>Noch niemand ist bekannt</translation>
    </message>
    <message>
        <source>Nobody of that name</source>
        <translation>Niemand heißt so</translation>
    </message>
    <message>
        <source>None of the {0} people enrolled is called “{1}”.</source>
        <translation>Von den {0} bekannten Personen heißt niemand „{1}“.</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>Search people (Ctrl+F)</source>
        <translation>Personen suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Show everybody again</source>
        <translation>Alle wieder zeigen</translation>
    </message>
    <message>
        <source>The program knows a voice once it has heard 20 seconds of it. Enrol somebody here, or drop a file that was exported on another machine.</source>
        <translation>Das Programm kennt eine Stimme, sobald es sie 20 Sekunden gehört hat. Stellen Sie hier jemanden vor, oder ziehen Sie eine Datei hierher, die auf einem anderen Computer exportiert wurde.</translation>
    </message>
    <message>
        <source>The voices are being loaded</source>
        <translation>Die Stimmen werden geladen</translation>
    </message>
    <message>
        <source>Write everybody into one file, to be imported elsewhere</source>
        <translation>Alle in eine Datei schreiben, um sie anderswo zu importieren</translation>
    </message>
    <message>
        <source>{0} of {1} people</source>
        <translation>{0} von {1} Personen</translation>
    </message>
    <message>
        <source>{0} people</source>
        <translation>{0} Personen</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>Enrol someone</source>
        <translation>Jemanden vorstellen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Nobody is enrolled, so every voice is a new one. Say who a turn was, or:</source>
        <translation>Niemand ist bekannt, also ist jede Stimme neu. Sagen Sie, wer es war, oder:</translation>
    </message>
    <message>
        <source>Take the last correction back (Ctrl+Z)</source>
        <translation>Letzte Korrektur zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Everyone who speaks is listed here.</source>
        <translation>Alle, die sprechen, stehen hier.</translation>
    </message>
    <message>
        <source>Who spoke when</source>
        <translation>Wer wann sprach</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>The session is deleted.</source>
        <translation>Die Sitzung ist gelöscht.</translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Drawn face</source>
        <translation>Gezeichnetes Gesicht</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>Initial only</source>
        <translation>Nur Anfangsbuchstabe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Picture, if you like</source>
        <translation>Bild, wenn Sie mögen</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>Bilder ({0})</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Porträt</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy one first, then paste it here.</source>
        <translation>In der Zwischenablage ist kein Bild. Kopieren Sie erst eines, und fügen Sie es dann hier ein.</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>Wer ist es?</translation>
    </message>
    <message>
        <source>or drop one anywhere, or press Ctrl+V</source>
        <translation>oder irgendwohin ziehen, oder Strg+V drücken</translation>
    </message>
    <message>
        <source>{0} is enrolled: what is said now is added to what is known. Somebody else? Add a surname.</source>
        <translation>{0} ist schon bekannt: Was Sie jetzt sagen, kommt hinzu. Jemand anderes? Fügen Sie einen Nachnamen hinzu.</translation>
    </message>
</context>
<context>
    <name>Imagination</name>
    <message>
        <source>This voice is nobody&apos;s who is enrolled. Settings, Privacy says whether strangers are imagined.</source>
        <translation>Diese Stimme gehört niemandem, der eingelernt ist. Ob Fremde erdacht werden, steht unter Einstellungen, Privatsphäre.</translation>
    </message>
    <message>
        <source>{0} has not agreed that a face is imagined. They can do so on their page under People.</source>
        <translation>{0} hat nicht zugestimmt, dass ein Gesicht erdacht wird. Das geht auf der eigenen Seite unter Personen.</translation>
    </message>
</context>
<context>
    <name>Imagined</name>
    <message>
        <source>imagined from the voice – not a likeness, not evidence</source>
        <translation>aus der Stimme erdacht – kein Abbild, kein Beweis</translation>
    </message>
</context>
<context>
    <name>ImaginedCard</name>
    <message>
        <source>Imagined face</source>
        <translation>Erdachtes Gesicht</translation>
    </message>
</context>
<context>
    <name>InUse</name>
    <message>
        <source>Attribution of the training data, and of the network that it was taught by, if any.</source>
        <translation>Herkunft der Trainingsdaten, und des Netzes, das es gelehrt hat, falls es eines gab.</translation>
    </message>
    <message>
        <source>Figures by group of people</source>
        <translation>Zahlen nach Personengruppe</translation>
    </message>
    <message>
        <source>Figures by length of the utterance</source>
        <translation>Zahlen nach Länge der Äußerung</translation>
    </message>
    <message>
        <source>How it listens</source>
        <translation>Wie es hört</translation>
    </message>
    <message>
        <source>How it was measured</source>
        <translation>Wie gemessen wurde</translation>
    </message>
    <message>
        <source>How well it tells voices apart</source>
        <translation>Wie gut es Stimmen unterscheidet</translation>
    </message>
    <message>
        <source>Id {0}</source>
        <translation>Kennung {0}</translation>
    </message>
    <message>
        <source>In windows of {0} s, one every {1} s; each window votes</source>
        <translation>In Fenstern von {0} s, eines alle {1} s; jedes Fenster stimmt ab</translation>
    </message>
    <message>
        <source>Its limits</source>
        <translation>Seine Grenzen</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>Gelernt aus</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Measured before it learned from the people enrolled.</source>
        <translation>Gemessen, bevor es aus den bekannten Personen lernte.</translation>
    </message>
    <message>
        <source>Of 100 utterances by people it knows, about {0} go to the right person. Of 100 by strangers, about {1} get somebody&apos;s name.</source>
        <translation>Von 100 Äußerungen bekannter Personen gehen etwa {0} an die richtige. Von 100 Fremder bekommen etwa {1} einen Namen.</translation>
    </message>
    <message>
        <source>Parameters of the network, and the length of a d-vector (embedding).</source>
        <translation>Parameter des Netzes und Länge eines d-Vektors (Embedding).</translation>
    </message>
    <message>
        <source>Raw waveform, sinc filters, a majority vote of the windows&apos; classes.</source>
        <translation>Rohe Wellenform, Sinc-Filter, Mehrheit der Fenster.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Speakers of the training, by corpus. Scores are normalised with {0} of them.</source>
        <translation>Sprecher des Trainings nach Korpus. Punktzahlen werden mit {0} von ihnen normiert.</translation>
    </message>
    <message>
        <source>The protocol of the figures at the left.</source>
        <translation>Das Verfahren hinter den Zahlen links.</translation>
    </message>
    <message>
        <source>These weights came without figures. Try them on the people enrolled to see how they do.</source>
        <translation>Diese Gewichte kamen ohne Zahlen. Probieren Sie sie an den bekannten Personen aus, um zu sehen, wie gut sie sind.</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Whom it hears better</source>
        <translation>Wen es besser hört</translation>
    </message>
    <message>
        <source>Whose work it rests on</source>
        <translation>Auf wessen Arbeit es beruht</translation>
    </message>
    <message>
        <source>{0} people, {1} utterances</source>
        <translation>{0} Leute, {1} Äußerungen</translation>
    </message>
    <message>
        <source>{0} people: {1}</source>
        <translation>{0} Personen: {1}</translation>
    </message>
    <message>
        <source>{0}; a voice is {1} of its own</source>
        <translation>{0}; eine Stimme ist {1} für sich</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>By a click, or Up and Down. A double click plays from there, the wheel zooms; F1 lists all keys.</source>
        <translation>Mit einem Klick oder Pfeil auf und ab. Ein Doppelklick spielt ab da, das Rad zoomt; F1 zeigt alle Tasten.</translation>
    </message>
    <message>
        <source>Choose a turn to see who it was</source>
        <translation>Wählen Sie einen Beitrag, um zu sehen, wer es war</translation>
    </message>
    <message>
        <source>Enrol {0}…</source>
        <translation>{0} vorstellen…</translation>
    </message>
    <message>
        <source>Learn from this…</source>
        <translation>Hieraus lernen…</translation>
    </message>
    <message>
        <source>No, that was…</source>
        <translation>Nein, das war…</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play this turn</source>
        <translation>Diesen Beitrag abspielen</translation>
    </message>
    <message>
        <source>Say who it was (Return)</source>
        <translation>Sagen, wer es war (Eingabe)</translation>
    </message>
    <message>
        <source>The next turn (Down)</source>
        <translation>Der nächste Beitrag (Pfeil ab)</translation>
    </message>
    <message>
        <source>The turn before (Up)</source>
        <translation>Der vorige Beitrag (Pfeil auf)</translation>
    </message>
    <message>
        <source>Who was that?</source>
        <translation>Wer war das?</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
</context>
<context>
    <name>Intro</name>
    <message>
        <source>A drawing. The voice decides how old it looks and, of adults, which sex, with probabilities.</source>
        <translation>Eine Zeichnung. Die Stimme bestimmt, wie alt sie aussieht und bei Erwachsenen welches Geschlecht, mit Wahrscheinlichkeiten.</translation>
    </message>
    <message>
        <source>A face, imagined from a voice</source>
        <translation>Ein Gesicht, aus einer Stimme erdacht</translation>
    </message>
    <message>
        <source>Everything else, such as hair, eyes and skin, is artistic: the same voice, the same face.</source>
        <translation>Alles andere, etwa Haar, Augen und Haut, ist künstlerisch: gleiche Stimme, gleiches Gesicht.</translation>
    </message>
    <message>
        <source>Imagine faces</source>
        <translation>Gesichter erdenken</translation>
    </message>
    <message>
        <source>Made on this computer, and of people enrolled only if they agreed to it.</source>
        <translation>Auf diesem Computer gemacht, und von Eingelernten nur, wenn sie dem zugestimmt haben.</translation>
    </message>
    <message>
        <source>Under every picture stands {0}. Off again at any time under Settings, Privacy.</source>
        <translation>Unter jedem Bild steht {0}. Jederzeit wieder auszuschalten, unter Einstellungen, Privatsphäre.</translation>
    </message>
    <message>
        <source>Not a likeness: nobody can be found or recognised by it.</source>
        <translation>Kein Abbild: Niemand ist danach zu finden oder zu erkennen.</translation>
    </message>
    <message>
        <source>Not evidence of anything, least of all of where somebody comes from: that is never inferred.</source>
        <translation>Kein Beweis für irgendetwas, schon gar nicht für jemandes Herkunft: Die wird nie erschlossen.</translation>
    </message>
    <message>
        <source>Nothing from less than 3 seconds of speech, from noise or from music. Of children no sex is inferred, and no picture is saved.</source>
        <translation>Nichts aus weniger als 3 Sekunden Sprache, aus Geräuschen oder Musik. Bei Kindern wird kein Geschlecht erschlossen und kein Bild gespeichert.</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>What it is not</source>
        <translation>Was es nicht ist</translation>
    </message>
    <message>
        <source>Who sounds like this: what might they look like? A drawing, and a play.</source>
        <translation>Wer so klingt: Wie könnte der aussehen? Eine Zeichnung, und ein Spiel.</translation>
    </message>
</context>
<context>
    <name>Invitation</name>
    <message>
        <source>Back to live</source>
        <translation>Zurück zu „Live“</translation>
    </message>
    <message>
        <source>Choose recordings…</source>
        <translation>Aufnahmen wählen…</translation>
    </message>
    <message>
        <source>Drop recordings here</source>
        <translation>Ziehen Sie Aufnahmen hierher</translation>
    </message>
    <message>
        <source>Listen now</source>
        <translation>Jetzt zuhören</translation>
    </message>
    <message>
        <source>Many at once or whole folders, hours long: wav, flac, ogg, opus, mp3 and more.</source>
        <translation>Mehrere zugleich oder ganze Ordner, stundenlang: wav, flac, ogg, opus, mp3 und mehr.</translation>
    </message>
    <message>
        <source>No sessions to show</source>
        <translation>Keine Sitzungen</translation>
    </message>
    <message>
        <source>Nothing has been said yet</source>
        <translation>Noch wurde nichts gesagt</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>See who spoke when, play along, put right what was heard wrong, and export it.</source>
        <translation>Sehen, wer wann spricht, mithören, falsch Gehörtes richtigstellen und exportieren.</translation>
    </message>
    <message>
        <source>Sessions are listed here once the program is ready and can read and write its folder.</source>
        <translation>Sitzungen stehen hier, sobald das Programm bereit ist und seinen Ordner lesen und schreiben kann.</translation>
    </message>
    <message>
        <source>Sessions are not kept</source>
        <translation>Sitzungen werden nicht aufbewahrt</translation>
    </message>
    <message>
        <source>What is said while the program listens is listed here, session by session: who it was, how sure that is, and why. Play it, put it right, export it.</source>
        <translation>Was beim Zuhören gesagt wird, steht hier, Sitzung für Sitzung: wer es war, wie sicher das ist und warum. Abspielen, richtigstellen, exportieren.</translation>
    </message>
    <message>
        <source>You chose to keep nothing of what is said. The settings under privacy change that.</source>
        <translation>Sie haben gewählt, nichts vom Gesagten zu behalten. Die Einstellungen unter „Privatsphäre“ ändern das.</translation>
    </message>
</context>
<context>
    <name>IslandList</name>
    <message>
        <source>Everybody on the map</source>
        <translation>Alle auf der Karte</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Enrol someone</source>
        <translation>Jemanden vorstellen</translation>
    </message>
    <message>
        <source>Enrol the new voice</source>
        <translation>Die neue Stimme vorstellen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Listen to a recording</source>
        <translation>Eine Aufnahme anhören</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Stage for an audience</source>
        <translation>Bühne für ein Publikum</translation>
    </message>
</context>
<context>
    <name>LatencyChip</name>
    <message>
        <source>From the last sound of the sentence to the name on the screen: {0} s. Most of it is the pause that tells that the sentence is over; working out the name took {1} ms of it.</source>
        <translation>Vom letzten Laut des Satzes bis zum Namen auf dem Bildschirm: {0} s. Das meiste davon ist die Pause, die zeigt, dass der Satz zu Ende ist; den Namen zu bestimmen dauerte {1} ms.</translation>
    </message>
    <message>
        <source>Time from speech to name</source>
        <translation>Zeit vom Sprechen bis zum Namen</translation>
    </message>
    <message>
        <source>named after {0} s</source>
        <translation>benannt nach {0} s</translation>
    </message>
</context>
<context>
    <name>LearnQuestion</name>
    <message>
        <source>Enrol {0} from this recording?</source>
        <translation>{0} mit dieser Aufnahme vorstellen?</translation>
    </message>
    <message>
        <source>Enrol {0} from this session?</source>
        <translation>{0} mit dieser Sitzung vorstellen?</translation>
    </message>
    <message>
        <source>Let the program learn how {0} sounds here?</source>
        <translation>Soll das Programm lernen, wie {0} hier klingt?</translation>
    </message>
    <message>
        <source>Yes, enrol</source>
        <translation>Ja, vorstellen</translation>
    </message>
    <message>
        <source>Yes, learn</source>
        <translation>Ja, lernen</translation>
    </message>
    <message>
        <source>{0:.0f} seconds of sound are added to what is kept of {1} on this computer, for as long as {1} is enrolled. Nothing leaves the computer. Has {1} agreed to this?</source>
        <translation>{0:.0f} Sekunden Ton kommen zu dem hinzu, was von {1} auf diesem Computer aufbewahrt wird, solange {1} bekannt ist. Nichts verlässt den Computer. Hat {1} dem zugestimmt?</translation>
    </message>
    <message>
        <source>{0:.0f} seconds of this recording are kept on this computer together with a voiceprint, so that {1} is recognised from now on. Nothing leaves the computer. Has {1} agreed to this?</source>
        <translation>{0:.0f} Sekunden dieser Aufnahme bleiben mit einem Stimmabdruck auf diesem Computer, damit {1} ab jetzt erkannt wird. Nichts verlässt den Computer. Hat {1} dem zugestimmt?</translation>
    </message>
</context>
<context>
    <name>Learned</name>
    <message>
        <source>Nothing yet. Under People enrolled it can learn from their recordings; each time can be undone.</source>
        <translation>Noch nichts. Unter „Bekannte Personen“ kann es aus deren Aufnahmen lernen; jedes Mal lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>What it has learned here</source>
        <translation>Was es hier gelernt hat</translation>
    </message>
    <message>
        <source>the last layer</source>
        <translation>die letzte Schicht</translation>
    </message>
    <message>
        <source>the network and the last layer</source>
        <translation>das Netz und die letzte Schicht</translation>
    </message>
    <message>
        <source>{0} In use.</source>
        <translation>{0} In Gebrauch.</translation>
    </message>
    <message>
        <source>{0}: {1}, from {2} people. Held-out speech given to somebody else: {3} before, {4} after.</source>
        <translation>{0}: {1}, von {2} Personen. Zurückgehaltene Sprache, die an jemand anderen ging: {3} vorher, {4} nachher.</translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <source>Better, so it is kept and in use from now on.</source>
        <translation>Besser, also wird es behalten und ab jetzt verwendet.</translation>
    </message>
    <message>
        <source>Cancelled. Everything is as it was.</source>
        <translation>Abgebrochen. Alles ist, wie es war.</translation>
    </message>
    <message>
        <source>False alarms: the same voices at another speed, which makes them somebody else&apos;s.</source>
        <translation>Fehlalarme: dieselben Stimmen in anderem Tempo, die so niemandem hier gehören.</translation>
    </message>
    <message>
        <source>Held-out speech before and after</source>
        <translation>Zurückgehaltene Sprache vorher und nachher</translation>
    </message>
    <message>
        <source>How far voices stand apart (margin to the nearest other): {0} before, {1} after.</source>
        <translation>Wie weit Stimmen auseinanderliegen (Abstand zur nächsten anderen): {0} vorher, {1} nachher.</translation>
    </message>
    <message>
        <source>Identification error rate on held-out utterances, clean and spoiled.</source>
        <translation>Identifikationsfehler bei zurückgehaltenen Äußerungen, sauber und gestört.</translation>
    </message>
    <message>
        <source>In use: what it learned on {0}.</source>
        <translation>In Gebrauch: was am {0} gelernt wurde.</translation>
    </message>
    <message>
        <source>Judged on {0} utterances of {1} people and {2} of other voices, all held out and most of them spoiled by noise and echoes.</source>
        <translation>Beurteilt an {0} Äußerungen von {1} Personen und {2} anderer Stimmen, alle zurückgehalten und die meisten mit Geräuschen und Hall gestört.</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Learn from the people enrolled</source>
        <translation>Aus den bekannten Personen lernen</translation>
    </message>
    <message>
        <source>Left without a name</source>
        <translation>Ohne Namen geblieben</translation>
    </message>
    <message>
        <source>Misses at the threshold of the app.</source>
        <translation>Verpasste an der Schwelle des Programms.</translation>
    </message>
    <message>
        <source>Not kept: {0}. Everything is as it was.</source>
        <translation>Nicht behalten: {0}. Alles ist, wie es war.</translation>
    </message>
    <message>
        <source>Only what tells these people apart is learned, which is quick.</source>
        <translation>Nur was diese Personen unterscheidet, wird gelernt; das geht schnell.</translation>
    </message>
    <message>
        <source>Other voices named</source>
        <translation>Fremde Stimmen benannt</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Speech given to somebody else</source>
        <translation>Sprache, die an jemand anderen geht</translation>
    </message>
    <message>
        <source>The head: corrections of the last layer&apos;s rows, one a person.</source>
        <translation>Der Kopf: Korrekturen an den Zeilen der letzten Schicht, eine je Person.</translation>
    </message>
    <message>
        <source>The last fine-tuning is undone.</source>
        <translation>Das letzte Nachtraining ist rückgängig gemacht.</translation>
    </message>
    <message>
        <source>The network itself is taught, too. That takes minutes, in which you can go on listening.</source>
        <translation>Auch das Netz selbst lernt. Das dauert Minuten, in denen Sie weiter zuhören können.</translation>
    </message>
    <message>
        <source>The program goes on learning from what they said. Some of it is held out, and what it learned is kept only if it does better on that.</source>
        <translation>Das Programm lernt aus dem Gesagten weiter. Ein Teil wird zurückgehalten, und das Gelernte bleibt nur, wenn es daran besser abschneidet.</translation>
    </message>
    <message>
        <source>The program has learned from the people enrolled.</source>
        <translation>Das Programm hat aus den bekannten Personen gelernt.</translation>
    </message>
    <message>
        <source>The trunk: the network itself goes on learning, too.</source>
        <translation>Der Stamm: Auch das Netz selbst lernt weiter.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Too little speech to hold some out: {0}.</source>
        <translation>Zu wenig Sprache, um welche zurückzuhalten: {0}.</translation>
    </message>
    <message>
        <source>Undo for good?</source>
        <translation>Endgültig rückgängig machen?</translation>
    </message>
    <message>
        <source>Undo the last</source>
        <translation>Letztes rückgängig machen</translation>
    </message>
    <message>
        <source>Utterances given to somebody else</source>
        <translation>Äußerungen, die an jemand anderen gehen</translation>
    </message>
    <message>
        <source>Window error rate on held-out speech.</source>
        <translation>Fensterfehler bei zurückgehaltener Sprache.</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>Close WhoSpeaks?</source>
        <translation>WhoSpeaks schließen?</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Go on enrolling</source>
        <translation>Weiter vorstellen</translation>
    </message>
    <message>
        <source>Leave without enrolling?</source>
        <translation>Gehen, ohne sich vorzustellen?</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>LevelBar</name>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
</context>
<context>
    <name>LikenessPanel</name>
    <message>
        <source>Sounds like</source>
        <translation>Klingt wie</translation>
    </message>
</context>
<context>
    <name>Listener</name>
    <message>
        <source>Demo conversation</source>
        <translation>Vorführgespräch</translation>
    </message>
    <message>
        <source>Listen to a recording</source>
        <translation>Eine Aufnahme anhören</translation>
    </message>
    <message>
        <source>No microphone was found. Connect one, or open an audio file.</source>
        <translation>Kein Mikrofon gefunden. Schließen Sie eines an, oder öffnen Sie eine Audiodatei.</translation>
    </message>
    <message>
        <source>The demo opens in a window of its own.</source>
        <translation>Die Vorführung öffnet sich in einem eigenen Fenster.</translation>
    </message>
    <message>
        <source>{0} · system default</source>
        <translation>{0} · Standard</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Enrol someone</source>
        <translation>Jemanden vorstellen</translation>
    </message>
    <message>
        <source>Show pitch over time</source>
        <translation>Tonhöhe über die Zeit zeigen</translation>
    </message>
    <message>
        <source>Show pitch over time (a spectrogram) instead of loudness</source>
        <translation>Tonhöhe über die Zeit (Spektrogramm) statt Lautstärke zeigen</translation>
    </message>
    <message>
        <source>Teach the program a voice (Ctrl+E)</source>
        <translation>Dem Programm eine Stimme beibringen (Strg+E)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Full screen (F11)</source>
        <translation>Vollbild (F11)</translation>
    </message>
    <message>
        <source>Leave full screen (F11)</source>
        <translation>Vollbild verlassen (F11)</translation>
    </message>
    <message>
        <source>WhoSpeaks</source>
        <translation>WhoSpeaks</translation>
    </message>
</context>
<context>
    <name>Many</name>
    <message>
        <source>Cancel and take back</source>
        <translation>Abbrechen und zurücknehmen</translation>
    </message>
    <message>
        <source>Cancelled: nobody of this folder was enrolled.</source>
        <translation>Abgebrochen: Niemand aus diesem Ordner wurde übernommen.</translation>
    </message>
    <message>
        <source>Choose the folder of people</source>
        <translation>Den Ordner mit Personen wählen</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Vorstellen</translation>
    </message>
    <message>
        <source>Many people from a folder</source>
        <translation>Viele Personen aus einem Ordner</translation>
    </message>
    <message>
        <source>The folder holds a folder for each person, or one recording each, named after them.</source>
        <translation>Im Ordner liegt für jede Person ein Ordner oder eine Aufnahme, nach ihr benannt.</translation>
    </message>
    <message>
        <source>They agreed, enrol them ({0})</source>
        <translation>Sie haben zugestimmt: vorstellen ({0})</translation>
    </message>
    <message>
        <source>They agreed, enrol this one</source>
        <translation>Zugestimmt: diese Person vorstellen</translation>
    </message>
    <message>
        <source>enrolled</source>
        <translation>bekannt</translation>
    </message>
    <message>
        <source>or drop it here</source>
        <translation>oder hierher ziehen</translation>
    </message>
    <message>
        <source>{0} can be enrolled, {1} cannot</source>
        <translation>{0} können vorgestellt werden, {1} nicht</translation>
    </message>
    <message>
        <source>{0} enrolled, {1} not</source>
        <translation>{0} vorgestellt, {1} nicht</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Say something</source>
        <translation>Sagen Sie etwas</translation>
    </message>
    <message>
        <source>Start listening to see a comet</source>
        <translation>„Start“ zeigt einen Kometen</translation>
    </message>
    <message>
        <source>Voices that sound alike lie close together, as far as a plane allows. Each dot is a piece of what is said, near those it sounds like, in the colour of whom it votes for.</source>
        <translation>Ähnliche Stimmen liegen beieinander, soweit eine Ebene das zulässt. Jeder Punkt ist ein Stück des Gesagten, nahe bei denen, nach denen es klingt, in der Farbe dessen, für den es stimmt.</translation>
    </message>
    <message>
        <source>What is said now</source>
        <translation>Was jetzt gesagt wird</translation>
    </message>
    <message>
        <source>Who is speaking</source>
        <translation>Wer spricht</translation>
    </message>
    <message>
        <source>{0} of {1} pieces sound most like {2}</source>
        <translation>{0} von {1} Stücken klingen am meisten nach {2}</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Everything {0} said becomes the other person&apos;s, who keeps their name and picture; {0} goes. You can undo it straight away.</source>
        <translation>Alles, was {0} gesagt hat, gehört dann der anderen Person, die Namen und Bild behält; {0} entfällt. Sie können es gleich danach rückgängig machen.</translation>
    </message>
    <message>
        <source>Into whom</source>
        <translation>In wen</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Merge into {0}</source>
        <translation>Mit {0} zusammenführen</translation>
    </message>
    <message>
        <source>Merge {0} into…</source>
        <translation>{0} zusammenführen mit…</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>Show everybody again</source>
        <translation>Wieder alle zeigen</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>adjusting</source>
        <translation>pegelt ein</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Geräusch</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>zu laut</translation>
    </message>
</context>
<context>
    <name>Mirror</name>
    <message>
        <source>Camera picture</source>
        <translation>Kamerabild</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Learning is not finished. Closing cancels it, and everything stays as it was.</source>
        <translation>Das Lernen ist nicht fertig. Schließen bricht es ab, und alles bleibt, wie es war.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Other weights are being prepared. Closing cancels that, and those in use stay.</source>
        <translation>Andere Gewichte werden vorbereitet. Schließen bricht das ab, und die jetzigen bleiben.</translation>
    </message>
    <message>
        <source>Other work is going on; wait until it is done, or cancel it first.</source>
        <translation>Eine andere Arbeit läuft; warten Sie, bis sie fertig ist, oder brechen Sie sie zuerst ab.</translation>
    </message>
    <message>
        <source>People enrolled</source>
        <translation>Bekannte Personen</translation>
    </message>
    <message>
        <source>The model could not be loaded.</source>
        <translation>Das Modell konnte nicht geladen werden.</translation>
    </message>
    <message>
        <source>The model is being loaded…</source>
        <translation>Das Modell wird geladen…</translation>
    </message>
    <message>
        <source>The model is still being loaded; drop the weights again in a moment.</source>
        <translation>Das Modell wird noch geladen; ziehen Sie die Gewichte gleich noch einmal hierher.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>What is in use</source>
        <translation>Was in Gebrauch ist</translation>
    </message>
    <message>
        <source>as shipped</source>
        <translation>wie mitgeliefert</translation>
    </message>
    <message>
        <source>imported from {0}</source>
        <translation>importiert aus {0}</translation>
    </message>
    <message>
        <source>{0}, and fine-tuned on {1} people enrolled</source>
        <translation>{0}, nachtrainiert an {1} bekannten Personen</translation>
    </message>
</context>
<context>
    <name>ModelTerms</name>
    <message>
        <source>16 years and older</source>
        <translation>ab 16 Jahren</translation>
    </message>
    <message>
        <source>A claimed name is judged wrongly</source>
        <translation>Ein behaupteter Name wird falsch beurteilt</translation>
    </message>
    <message>
        <source>A stranger gets somebody&apos;s name</source>
        <translation>Ein Fremder bekommt einen Namen</translation>
    </message>
    <message>
        <source>Detection and identification rate at 1 % false alarms (DIR@FAR 1 %). Of this figure alone, more is better.</source>
        <translation>Erkennungs- und Identifikationsrate bei 1 % Fehlalarmen (DIR@FAR 1 %). Nur bei dieser Zahl ist mehr besser.</translation>
    </message>
    <message>
        <source>Equal error rate (EER): at the threshold where as many impostors are let in as people with a right to the name are refused.</source>
        <translation>Gleichfehlerrate (EER): an der Schwelle, an der ebenso viele Fremde eingelassen wie Berechtigte abgewiesen werden.</translation>
    </message>
    <message>
        <source>Expected calibration error: confidence against the share of answers that are right.</source>
        <translation>Erwarteter Kalibrierungsfehler: die Sicherheit gegen den Anteil richtiger Antworten.</translation>
    </message>
    <message>
        <source>False negative identification rate in the same open set.</source>
        <translation>Rate falsch negativer Identifikationen in derselben offenen Menge.</translation>
    </message>
    <message>
        <source>False positive identification rate in an open set: half of the people are enrolled, the app decides.</source>
        <translation>Rate falsch positiver Identifikationen in einer offenen Menge: Die Hälfte der Personen ist bekannt, das Programm entscheidet.</translation>
    </message>
    <message>
        <source>Female voices</source>
        <translation>Frauenstimmen</translation>
    </message>
    <message>
        <source>Goes to the wrong person</source>
        <translation>Geht an die falsche Person</translation>
    </message>
    <message>
        <source>Hearing everybody with these weights</source>
        <translation>Hört alle mit diesen Gewichten</translation>
    </message>
    <message>
        <source>How far the stated confidence is off</source>
        <translation>Wie weit die genannte Sicherheit danebenliegt</translation>
    </message>
    <message>
        <source>Identification error rate in a closed set: everybody is enrolled, and the majority of an utterance&apos;s windows votes for somebody else.</source>
        <translation>Identifikationsfehler in einer geschlossenen Menge: Alle sind bekannt, und die Mehrheit der Fenster einer Äußerung stimmt für jemand anderen.</translation>
    </message>
    <message>
        <source>Learning the voices</source>
        <translation>Lernt die Stimmen</translation>
    </message>
    <message>
        <source>Listening to the recordings</source>
        <translation>Hört die Aufnahmen</translation>
    </message>
    <message>
        <source>Male voices</source>
        <translation>Männerstimmen</translation>
    </message>
    <message>
        <source>Misidentification rate in the same open set.</source>
        <translation>Rate falscher Identifikationen in derselben offenen Menge.</translation>
    </message>
    <message>
        <source>Named rightly, if only 1 in 100 strangers may be named</source>
        <translation>Richtig benannt, 1 von 100 Fremden falsch</translation>
    </message>
    <message>
        <source>Noise behind the voice</source>
        <translation>Geräusch hinter der Stimme</translation>
    </message>
    <message>
        <source>Only 1 second</source>
        <translation>Nur 1 Sekunde</translation>
    </message>
    <message>
        <source>Only {0} seconds</source>
        <translation>Nur {0} Sekunden</translation>
    </message>
    <message>
        <source>Quiet room</source>
        <translation>Ruhiger Raum</translation>
    </message>
    <message>
        <source>Somebody enrolled gets another&apos;s name</source>
        <translation>Ein Bekannter bekommt den Namen eines anderen</translation>
    </message>
    <message>
        <source>Somebody enrolled gets no name</source>
        <translation>Ein Bekannter bekommt keinen Namen</translation>
    </message>
    <message>
        <source>Teaching the network</source>
        <translation>Unterrichtet das Netz</translation>
    </message>
    <message>
        <source>Trying every utterance</source>
        <translation>Probiert jede Äußerung</translation>
    </message>
    <message>
        <source>Under 16 years</source>
        <translation>unter 16 Jahren</translation>
    </message>
    <message>
        <source>Whole utterances</source>
        <translation>Ganze Äußerungen</translation>
    </message>
    <message>
        <source>about a minute left</source>
        <translation>noch etwa eine Minute</translation>
    </message>
    <message>
        <source>about {0} minutes left</source>
        <translation>noch etwa {0} Minuten</translation>
    </message>
    <message>
        <source>held-out speech is told apart no better than before</source>
        <translation>zurückgehaltene Sprache wird nicht besser unterschieden als vorher</translation>
    </message>
    <message>
        <source>less than half a minute left</source>
        <translation>noch weniger als eine halbe Minute</translation>
    </message>
    <message>
        <source>more held-out utterances would go to somebody else</source>
        <translation>mehr zurückgehaltene Äußerungen gingen an jemand anderen</translation>
    </message>
    <message>
        <source>more of the held-out speech would go to somebody else</source>
        <translation>mehr der zurückgehaltenen Sprache ginge an jemand anderen</translation>
    </message>
    <message>
        <source>more people would be left without their name</source>
        <translation>mehr Personen blieben ohne ihren Namen</translation>
    </message>
    <message>
        <source>more strangers would get a name</source>
        <translation>mehr Fremde bekämen einen Namen</translation>
    </message>
    <message>
        <source>{0} million numbers</source>
        <translation>{0} Millionen Zahlen</translation>
    </message>
    <message>
        <source>{0} numbers</source>
        <translation>{0} Zahlen</translation>
    </message>
</context>
<context>
    <name>NameField</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>{0}: click to rename</source>
        <translation>{0}: zum Umbenennen klicken</translation>
    </message>
</context>
<context>
    <name>NamesPreview</name>
    <message>
        <source>Of the last {0} answers, {1} would have a name.</source>
        <translation>Von den letzten {0} Antworten hätten {1} einen Namen.</translation>
    </message>
    <message>
        <source>Recent answers against the threshold</source>
        <translation>Letzte Antworten gegen die Schwelle</translation>
    </message>
    <message>
        <source>What people say from now on appears here, named or not.</source>
        <translation>Was ab jetzt gesagt wird, erscheint hier, mit Namen oder ohne.</translation>
    </message>
    <message>
        <source>new voice</source>
        <translation>neue Stimme</translation>
    </message>
    <message>
        <source>surely a new voice</source>
        <translation>sicher eine neue Stimme</translation>
    </message>
    <message>
        <source>surely somebody enrolled</source>
        <translation>sicher jemand Bekanntes</translation>
    </message>
</context>
<context>
    <name>NamesakesDialog</name>
    <message>
        <source>1 other is imported either way.</source>
        <translation>1 weitere Person wird in jedem Fall übernommen.</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Keep both, and whoever comes gets a number after the name; or leave out those that are here.</source>
        <translation>Beide behalten, und wer neu kommt, erhält eine Nummer hinter dem Namen; oder die weglassen, die schon hier sind.</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>There is already somebody called {0}</source>
        <translation>Es gibt schon jemanden namens {0}</translation>
    </message>
    <message>
        <source>{0} and {1} more are here already</source>
        <translation>{0} und {1} weitere sind schon hier</translation>
    </message>
    <message>
        <source>{0} are here already</source>
        <translation>{0} sind schon hier</translation>
    </message>
    <message>
        <source>{0} others are imported either way.</source>
        <translation>{0} weitere werden in jedem Fall übernommen.</translation>
    </message>
</context>
<context>
    <name>NeighbourRow</name>
    <message>
        <source>{0}: {1}, {2} deviations from the most similar strangers</source>
        <translation>{0}: {1}, {2} Abweichungen von den ähnlichsten Fremden</translation>
    </message>
</context>
<context>
    <name>NewcomerList</name>
    <message>
        <source>Anna</source>
        <translation>Anna</translation>
    </message>
    <message>
        <source>Anna / face.png</source>
        <translation>Anna / face.png</translation>
    </message>
    <message>
        <source>People in the folder</source>
        <translation>Personen im Ordner</translation>
    </message>
    <message>
        <source>Ravi.png</source>
        <translation>Ravi.png</translation>
    </message>
    <message>
        <source>Ravi.wav</source>
        <translation>Ravi.wav</translation>
    </message>
    <message>
        <source>a folder with recordings of Anna</source>
        <translation>ein Ordner mit Aufnahmen von Anna</translation>
    </message>
    <message>
        <source>her picture, if any</source>
        <translation>ihr Bild, falls es eines gibt</translation>
    </message>
    <message>
        <source>his picture, if any</source>
        <translation>sein Bild, falls es eines gibt</translation>
    </message>
    <message>
        <source>one recording of Ravi</source>
        <translation>eine Aufnahme von Ravi</translation>
    </message>
    <message>
        <source>{0} s of recordings</source>
        <translation>{0} s Aufnahmen</translation>
    </message>
    <message>
        <source>{0} s of recordings, with a picture</source>
        <translation>{0} s Aufnahmen, mit Bild</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The computer is too busy to hear everything; close other programs.</source>
        <translation>Der Computer ist zu beschäftigt, um alles zu hören; schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>The microphone can be heard again.</source>
        <translation>Das Mikrofon ist wieder zu hören.</translation>
    </message>
    <message>
        <source>The microphone delivers no sound any more; check its plug or its battery.</source>
        <translation>Das Mikrofon liefert keinen Ton mehr; prüfen Sie Stecker oder Akku.</translation>
    </message>
    <message>
        <source>The microphone is away. It is tried again until it is back.</source>
        <translation>Das Mikrofon ist weg. Es wird versucht, bis es wieder da ist.</translation>
    </message>
    <message>
        <source>The microphone is back.</source>
        <translation>Das Mikrofon ist wieder da.</translation>
    </message>
    <message>
        <source>The microphone is muted or blocked; check its switch and the system settings.</source>
        <translation>Das Mikrofon ist stumm oder gesperrt; prüfen Sie seinen Schalter und die Systemeinstellungen.</translation>
    </message>
</context>
<context>
    <name>OfPeople</name>
    <message>
        <source>Enrol someone</source>
        <translation>Jemanden vorstellen</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet</source>
        <translation>Noch niemand ist bekannt</translation>
    </message>
    <message>
        <source>Only {0} is enrolled yet</source>
        <translation>Bisher ist nur {0} bekannt</translation>
    </message>
    <message>
        <source>With two people or more, the model can be tried on their recordings and can learn from them.</source>
        <translation>Ab zwei Personen lässt sich das Modell an deren Aufnahmen ausprobieren und kann daraus lernen.</translation>
    </message>
</context>
<context>
    <name>OnePerson</name>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>Bilder ({0})</translation>
    </message>
    <message>
        <source>There is no picture to paste; copy one first.</source>
        <translation>Es gibt kein Bild zum Einfügen; kopieren Sie erst eines.</translation>
    </message>
    <message>
        <source>{0} has another picture now.</source>
        <translation>{0} hat jetzt ein anderes Bild.</translation>
    </message>
    <message>
        <source>{0} has no picture now.</source>
        <translation>{0} hat jetzt kein Bild.</translation>
    </message>
    <message>
        <source>{0} is called {1} now.</source>
        <translation>{0} heißt jetzt {1}.</translation>
    </message>
    <message>
        <source>{0} is deleted: face, recordings and voiceprint.</source>
        <translation>{0} ist gelöscht: Gesicht, Aufnahmen und Stimmabdruck.</translation>
    </message>
    <message>
        <source>{0} is one with {1} now.</source>
        <translation>{0} ist jetzt eins mit {1}.</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Somebody new: {0}</source>
        <translation>Jemand Neues: {0}</translation>
    </message>
    <message>
        <source>Somebody unknown</source>
        <translation>Jemand Unbekanntes</translation>
    </message>
</context>
<context>
    <name>OtherWeights</name>
    <message>
        <source>As shipped</source>
        <translation>Wie mitgeliefert</translation>
    </message>
    <message>
        <source>Cancelled. The weights in use are as they were.</source>
        <translation>Abgebrochen. Die verwendeten Gewichte sind, wie sie waren.</translation>
    </message>
    <message>
        <source>Choose or drop a .safetensors file with its .json card beside it. It is checked and kept in your data folder; everybody&apos;s recordings are heard again with it, so nobody has to speak again.</source>
        <translation>Wählen Sie eine .safetensors-Datei mit ihrer .json-Karte daneben, oder ziehen Sie sie hierher. Sie wird geprüft und in Ihrem Datenordner aufbewahrt; alle Aufnahmen werden damit neu gehört, niemand muss noch einmal sprechen.</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>Gewichte importieren</translation>
    </message>
    <message>
        <source>Import weights…</source>
        <translation>Gewichte importieren…</translation>
    </message>
    <message>
        <source>In use from now on: {0}.</source>
        <translation>Ab jetzt in Gebrauch: {0}.</translation>
    </message>
    <message>
        <source>Weights (*.safetensors);;All files (*)</source>
        <translation>Gewichte (*.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Which weights to use</source>
        <translation>Welche Gewichte zu verwenden sind</translation>
    </message>
    <message>
        <source>{0} cannot be read any more, so the shipped weights are in use. Remove it, or import it again.</source>
        <translation>{0} lässt sich nicht mehr lesen, also sind die mitgelieferten Gewichte in Gebrauch. Entfernen Sie es, oder importieren Sie es neu.</translation>
    </message>
    <message>
        <source>{0} is removed.</source>
        <translation>{0} ist entfernt.</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>The whole recording; the timeline&apos;s keys move the part that is looked at</source>
        <translation>Die ganze Aufnahme; die Tasten der Zeitleiste bewegen den betrachteten Teil</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>Stimmen</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>{0}, {1} of speech, enrolled {2}</source>
        <translation>{0}, {1} Sprache, bekannt seit {2}</translation>
    </message>
</context>
<context>
    <name>PeopleStrip</name>
    <message>
        <source>Delete {0}…</source>
        <translation>{0} löschen…</translation>
    </message>
    <message>
        <source>Rename {0}…</source>
        <translation>{0} umbenennen…</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>{0} zeigen</translation>
    </message>
</context>
<context>
    <name>PeopleView</name>
    <message>
        <source>Choose exported people</source>
        <translation>Exportierte Personen wählen</translation>
    </message>
    <message>
        <source>Exported people (*{0})</source>
        <translation>Exportierte Personen (*{0})</translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>A face may be imagined</source>
        <translation>Ein Gesicht darf erdacht werden</translation>
    </message>
    <message>
        <source>All people</source>
        <translation>Alle Personen</translation>
    </message>
    <message>
        <source>Back to everybody (Esc)</source>
        <translation>Zurück zu allen (Esc)</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Enrolled {0} · {1} of speech</source>
        <translation>Bekannt seit {0} · {1} Sprache</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Merge into…</source>
        <translation>Zusammenführen mit…</translation>
    </message>
    <message>
        <source>Two entries are one person: join them</source>
        <translation>Zwei Einträge sind eine Person: vereinen</translation>
    </message>
    <message>
        <source>Whether they agreed that a face is imagined from their voice. Ask them before you switch it on.</source>
        <translation>Ob sie zugestimmt haben, dass aus ihrer Stimme ein Gesicht erdacht wird. Fragen Sie sie, bevor Sie es einschalten.</translation>
    </message>
    <message>
        <source>Write this person into a file, to be imported elsewhere</source>
        <translation>Diese Person in eine Datei schreiben, um sie anderswo zu importieren</translation>
    </message>
    <message>
        <source>consent given {0}</source>
        <translation>Einwilligung am {0}</translation>
    </message>
    <message>
        <source>no consent on record</source>
        <translation>keine Einwilligung vermerkt</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild wählen…</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Picture of {0}</source>
        <translation>Bild von {0}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>or drop or paste one</source>
        <translation>oder hierher ziehen oder einfügen</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Driven most: {0}</source>
        <translation>Am stärksten angeregt: {0}</translation>
    </message>
    <message>
        <source>Spectrogram and sinc filters</source>
        <translation>Spektrogramm und Sinc-Filter</translation>
    </message>
    <message>
        <source>sinc filters</source>
        <translation>Sinc-Filter</translation>
    </message>
</context>
<context>
    <name>PicturePane</name>
    <message>
        <source>Female</source>
        <translation>Weiblich</translation>
    </message>
    <message>
        <source>From the voice</source>
        <translation>Nach der Stimme</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Männlich</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Of children and adolescents no sex is drawn.</source>
        <translation>Bei Kindern und Jugendlichen wird kein Geschlecht gezeichnet.</translation>
    </message>
    <message>
        <source>One face</source>
        <translation>Ein Gesicht</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Als PNG speichern …</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>System that draws</source>
        <translation>System, das zeichnet</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>With its caption burnt in (Ctrl+S)</source>
        <translation>Mit eingebrannter Unterschrift (Strg+S)</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>The sound cannot be played. Connect loudspeakers or headphones, or choose an output in the system.</source>
        <translation>Der Ton lässt sich nicht abspielen. Schließen Sie Lautsprecher oder Kopfhörer an, oder wählen Sie im System eine Ausgabe.</translation>
    </message>
</context>
<context>
    <name>PortraitTimeline</name>
    <message>
        <source>New voice</source>
        <translation>Neue Stimme</translation>
    </message>
    <message>
        <source>Who spoke in which order</source>
        <translation>Wer in welcher Reihenfolge sprach</translation>
    </message>
</context>
<context>
    <name>Privacy</name>
    <message>
        <source>A day</source>
        <translation>Nach einem Tag</translation>
    </message>
    <message>
        <source>A drawing of what a voice might look like: not a likeness, not evidence. Only of people who agreed to it, when they were enrolled or on their page.</source>
        <translation>Eine Zeichnung, wie eine Stimme aussehen könnte: kein Abbild, kein Beweis. Nur von Menschen, die dem beim Einlernen oder auf ihrer Seite zugestimmt haben.</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>Nach einem Jahr</translation>
    </message>
    <message>
        <source>After a day of visitors: everybody enrolled today, and today&apos;s sessions.</source>
        <translation>Nach einem Tag mit Besuchern: alle heute Vorgestellten und die Sitzungen von heute.</translation>
    </message>
    <message>
        <source>All people, all sessions, and what was learned from them. Settings stay.</source>
        <translation>Alle Personen, alle Sitzungen und was daraus gelernt wurde. Die Einstellungen bleiben.</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Alles löschen</translation>
    </message>
    <message>
        <source>Delete everything…</source>
        <translation>Alles löschen…</translation>
    </message>
    <message>
        <source>Delete sessions after</source>
        <translation>Sitzungen löschen</translation>
    </message>
    <message>
        <source>Done: nothing of it is left in the data folder.</source>
        <translation>Erledigt: Im Datenordner ist nichts davon geblieben.</translation>
    </message>
    <message>
        <source>Forget today</source>
        <translation>Heute vergessen</translation>
    </message>
    <message>
        <source>Forget today…</source>
        <translation>Heute vergessen…</translation>
    </message>
    <message>
        <source>Nobody was enrolled today, and no session was kept.</source>
        <translation>Heute wurde niemand vorgestellt und keine Sitzung aufbewahrt.</translation>
    </message>
    <message>
        <source>Of strangers, too</source>
        <translation>Auch von Fremden</translation>
    </message>
    <message>
        <source>The sound of each utterance by people who are enrolled, to play it again.</source>
        <translation>Der Ton von allen, die bekannt sind, um ihn wieder abzuspielen.</translation>
    </message>
    <message>
        <source>While somebody unknown speaks. Nobody asked them: switch it on only where everybody in the room knows of it. Their face is not kept.</source>
        <translation>Während jemand Unbekanntes spricht. Niemand hat gefragt: Schalten Sie es nur ein, wo alle im Raum davon wissen. Das Gesicht wird nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>How long sessions are kept</source>
        <translation>Wie lange Sitzungen aufbewahrt werden</translation>
    </message>
    <message>
        <source>Imagine faces</source>
        <translation>Gesichter erdenken</translation>
    </message>
    <message>
        <source>Keep sessions</source>
        <translation>Sitzungen aufbewahren</translation>
    </message>
    <message>
        <source>Keep what strangers said, too</source>
        <translation>Auch von Fremden das Gesagte aufbewahren</translation>
    </message>
    <message>
        <source>Keep what was said, too</source>
        <translation>Auch das Gesagte aufbewahren</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Older ones go when the program starts.</source>
        <translation>Ältere werden beim Start des Programms gelöscht.</translation>
    </message>
    <message>
        <source>They were not asked. Off, it is kept that somebody spoke, and when; their sound is in memory only, and goes when the next session begins.</source>
        <translation>Sie wurden nicht gefragt. Ausgeschaltet wird aufbewahrt, dass jemand sprach und wann; der Ton ist nur im Arbeitsspeicher und geht mit dem Beginn der nächsten Sitzung.</translation>
    </message>
    <message>
        <source>Who spoke when, to look up in History. Off, it is forgotten when the program closes.</source>
        <translation>Wer wann sprach, zum Nachschlagen im Verlauf. Ausgeschaltet wird es beim Schließen vergessen.</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>Nach {0} Tagen</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>One sentence is very quiet.</source>
        <translation>Ein Satz ist sehr leise.</translation>
    </message>
    <message>
        <source>One sentence sounds like somebody else than the others.</source>
        <translation>Ein Satz klingt nach jemand anderem als die übrigen.</translation>
    </message>
    <message>
        <source>One sentence was too loud for the microphone and is distorted.</source>
        <translation>Ein Satz war zu laut für das Mikrofon und ist verzerrt.</translation>
    </message>
    <message>
        <source>Only {0} s of speech. {1} s make the voice easier to know.</source>
        <translation>Nur {0} s Sprache. Mit {1} s ist die Stimme leichter zu erkennen.</translation>
    </message>
    <message>
        <source>There is much noise behind one sentence.</source>
        <translation>Hinter einem Satz ist viel Geräusch.</translation>
    </message>
    <message>
        <source>There is much noise behind {0} sentences.</source>
        <translation>Hinter {0} Sätzen ist viel Geräusch.</translation>
    </message>
    <message>
        <source>This does not sound like {0}.</source>
        <translation>Das klingt nicht nach {0}.</translation>
    </message>
    <message>
        <source>Two people are heard in one sentence.</source>
        <translation>In einem Satz sind zwei Personen zu hören.</translation>
    </message>
    <message>
        <source>Two people are heard in {0} sentences.</source>
        <translation>In {0} Sätzen sind zwei Personen zu hören.</translation>
    </message>
    <message>
        <source>{0} sentences are very quiet.</source>
        <translation>{0} Sätze sind sehr leise.</translation>
    </message>
    <message>
        <source>{0} sentences sound like somebody else than the others.</source>
        <translation>{0} Sätze klingen nach jemand anderem als die übrigen.</translation>
    </message>
    <message>
        <source>{0} sentences were too loud for the microphone and are distorted.</source>
        <translation>{0} Sätze waren zu laut für das Mikrofon und sind verzerrt.</translation>
    </message>
</context>
<context>
    <name>Processing</name>
    <message>
        <source>A name is given from {0} % on.</source>
        <translation>Ein Name wird ab {0} % genannt.</translation>
    </message>
    <message>
        <source>Amplitude gate</source>
        <translation>Lautstärkeschwelle</translation>
    </message>
    <message>
        <source>Amplitude gate in dB</source>
        <translation>Lautstärkeschwelle in dB</translation>
    </message>
    <message>
        <source>Back to the usual</source>
        <translation>Wieder wie üblich</translation>
    </message>
    <message>
        <source>Both as they were</source>
        <translation>Beides wie zuvor</translation>
    </message>
    <message>
        <source>How much louder than the room somebody must be to be heard. Raise it where others talk nearby.</source>
        <translation>Wie viel lauter als der Raum jemand sein muss, um gehört zu werden. Erhöhen Sie sie, wenn nebenan gesprochen wird.</translation>
    </message>
    <message>
        <source>How strict with names, from lenient to strict</source>
        <translation>Wie streng bei Namen, von nachsichtig bis streng</translation>
    </message>
    <message>
        <source>How sure the program must be before it says a name rather than “new voice”.</source>
        <translation>Wie sicher das Programm sein muss, um einen Namen statt „neue Stimme“ zu nennen.</translation>
    </message>
    <message>
        <source>Measured in quiet on people these weights never heard, before they were fine-tuned.</source>
        <translation>Gemessen in Ruhe an Personen, die diese Gewichte nie gehört haben, vor dem Nachtraining.</translation>
    </message>
    <message>
        <source>Measured in quiet on people these weights never heard.</source>
        <translation>Gemessen in Ruhe an Personen, die diese Gewichte nie gehört haben.</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Of 100 strangers&apos; utterances, {0} get a name; of 100 of enrolled people, {1} get none.</source>
        <translation>Von 100 Äußerungen Fremder bekommen {0} einen Namen; von 100 bekannter Personen {1} keinen.</translation>
    </message>
    <message>
        <source>The gate and the threshold are as they came.</source>
        <translation>Schwelle und Strenge sind wieder die, mit denen das Programm kommt.</translation>
    </message>
    <message>
        <source>The gate and the threshold the program comes with.</source>
        <translation>Schwelle und Strenge, mit denen das Programm kommt.</translation>
    </message>
    <message>
        <source>The voices are being loaded.</source>
        <translation>Die Stimmen werden geladen.</translation>
    </message>
    <message>
        <source>What this step costs was not measured for the weights in use.</source>
        <translation>Was diese Stufe kostet, wurde für die verwendeten Gewichte nicht gemessen.</translation>
    </message>
    <message>
        <source>keeps more out</source>
        <translation>hält mehr fern</translation>
    </message>
    <message>
        <source>lenient</source>
        <translation>nachsichtig</translation>
    </message>
    <message>
        <source>lets more in</source>
        <translation>lässt mehr herein</translation>
    </message>
    <message>
        <source>strict</source>
        <translation>streng</translation>
    </message>
    <message>
        <source>{0} dB</source>
        <translation>{0} dB</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Cancelled at {0}</source>
        <translation>Abgebrochen bei {0}</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
</context>
<context>
    <name>QueueCard</name>
    <message>
        <source>Add recordings…</source>
        <translation>Aufnahmen hinzufügen…</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Erneut</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take it off this list; the file stays where it is (Delete)</source>
        <translation>Aus dieser Liste nehmen; die Datei bleibt, wo sie ist (Entf)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Work through this recording once more</source>
        <translation>Diese Aufnahme noch einmal bearbeiten</translation>
    </message>
</context>
<context>
    <name>RecordingView</name>
    <message>
        <source>Listening. Whoever speaks appears here.</source>
        <translation>Hört zu. Wer spricht, erscheint hier.</translation>
    </message>
    <message>
        <source>Nobody speaks in this recording.</source>
        <translation>In dieser Aufnahme spricht niemand.</translation>
    </message>
    <message>
        <source>This recording waits for its turn.</source>
        <translation>Diese Aufnahme wartet, bis sie an der Reihe ist.</translation>
    </message>
</context>
<context>
    <name>RenameDialog</name>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>{0} umbenennen</translation>
    </message>
</context>
<context>
    <name>Resemblance</name>
    <message>
        <source>Is this {0} again?</source>
        <translation>Ist das wieder {0}?</translation>
    </message>
    <message>
        <source>No, this is somebody new</source>
        <translation>Nein, das ist jemand Neues</translation>
    </message>
    <message>
        <source>No, this is {0}</source>
        <translation>Nein, das ist {0}</translation>
    </message>
    <message>
        <source>The voice sounds like {0}&apos;s. Under two names, the program could not tell which of them speaks.</source>
        <translation>Die Stimme klingt wie die von {0}. Unter zwei Namen könnte das Programm nicht sagen, wer von beiden spricht.</translation>
    </message>
    <message>
        <source>Yes, add it to {0}</source>
        <translation>Ja, zu {0} hinzufügen</translation>
    </message>
    <message>
        <source>enrolled</source>
        <translation>bekannt</translation>
    </message>
    <message>
        <source>heard just now</source>
        <translation>gerade gehört</translation>
    </message>
</context>
<context>
    <name>ResponsePlot</name>
    <message>
        <source>At {0} Hz: {1} times the mean; mel {2} times.</source>
        <translation>Bei {0} Hz: das {1}-Fache des Mittels; Mel das {2}-Fache.</translation>
    </message>
    <message>
        <source>Cumulative frequency response, learned and mel</source>
        <translation>Summe der Frequenzgänge, gelernt und Mel</translation>
    </message>
</context>
<context>
    <name>Routes</name>
    <message>
        <source>A picture is somebody&apos;s: drop it on their card or page under People, or enrol them.</source>
        <translation>Ein Bild gehört zu jemandem: Ziehen Sie es unter „Personen“ auf die Karte oder Seite der Person, oder stellen Sie sie vor.</translation>
    </message>
</context>
<context>
    <name>Scene</name>
    <message>
        <source>Getting ready</source>
        <translation>Gleich bereit</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet</source>
        <translation>Noch niemand ist bekannt</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>Press Start or the space bar to listen</source>
        <translation>Drücken Sie „Start“ oder die Leertaste</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Say something</source>
        <translation>Sagen Sie etwas</translation>
    </message>
    <message>
        <source>The program knows a voice once it has heard 20 seconds of it</source>
        <translation>Das Programm kennt eine Stimme, sobald es sie 20 Sekunden gehört hat</translation>
    </message>
    <message>
        <source>The voices are being loaded</source>
        <translation>Die Stimmen werden geladen</translation>
    </message>
</context>
<context>
    <name>Sea</name>
    <message>
        <source>Map of the voices; the list beside it tells the same</source>
        <translation>Karte der Stimmen; die Liste daneben sagt dasselbe</translation>
    </message>
    <message>
        <source>Strangers drift out here</source>
        <translation>Fremde treiben hier draußen</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>The sound device does not answer. Unplug it or start the program again.</source>
        <translation>Das Audiogerät antwortet nicht. Ziehen Sie es ab, oder starten Sie das Programm neu.</translation>
    </message>
</context>
<context>
    <name>SessionModel</name>
    <message>
        <source>{0} · now</source>
        <translation>{0} · jetzt</translation>
    </message>
</context>
<context>
    <name>SessionsCard</name>
    <message>
        <source>No session has that name or date.</source>
        <translation>Keine Sitzung hat diesen Namen oder dieses Datum.</translation>
    </message>
    <message>
        <source>Search by name or date</source>
        <translation>Name oder Datum suchen</translation>
    </message>
    <message>
        <source>Search by name or date (Ctrl+F)</source>
        <translation>Name oder Datum suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Show all sessions again</source>
        <translation>Wieder alle Sitzungen zeigen</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>About and diagnostics</source>
        <translation>Über und Diagnose</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation>Abschnitte der Einstellungen</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
</context>
<context>
    <name>Shares</name>
    <message>
        <source>Shares of the speaking time</source>
        <translation>Anteile an der Sprechzeit</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>The language can change once this is done: {0}</source>
        <translation>Die Sprache kann wechseln, sobald dies fertig ist: {0}</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>+ − 0</source>
        <translation>+ − 0</translation>
    </message>
    <message>
        <source>Alt+1, Alt+2 …</source>
        <translation>Alt+1, Alt+2 …</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Back to everybody</source>
        <translation>Zurück zu allen</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>Closer, farther, all of it</source>
        <translation>Näher, weiter, alles</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Strg+,</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Strg+E</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Strg+F</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Strg+O</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Strg+Q</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Strg+Umschalt+E</translation>
    </message>
    <message>
        <source>Ctrl+V</source>
        <translation>Strg+V</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Strg+Z</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Delete a recording</source>
        <translation>Eine Aufnahme löschen</translation>
    </message>
    <message>
        <source>Delete a session</source>
        <translation>Eine Sitzung löschen</translation>
    </message>
    <message>
        <source>Enrol someone</source>
        <translation>Jemanden vorstellen</translation>
    </message>
    <message>
        <source>Enrol the new voice in the light</source>
        <translation>Die neue Stimme im Licht vorstellen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>F1 or ?</source>
        <translation>F1 oder ?</translation>
    </message>
    <message>
        <source>F11</source>
        <translation>F11</translation>
    </message>
    <message>
        <source>F5</source>
        <translation>F5</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Full screen, and back</source>
        <translation>Vollbild und zurück</translation>
    </message>
    <message>
        <source>Go back or ahead in time</source>
        <translation>In der Zeit zurück oder vor</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>Zu einer Seite</translation>
    </message>
    <message>
        <source>Go to the turn before or after</source>
        <translation>Zum Beitrag davor oder danach</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Listen to a recording</source>
        <translation>Eine Aufnahme anhören</translation>
    </message>
    <message>
        <source>Look earlier or later</source>
        <translation>Früher oder später ansehen</translation>
    </message>
    <message>
        <source>Open a person, play a recording</source>
        <translation>Eine Person öffnen, eine Aufnahme abspielen</translation>
    </message>
    <message>
        <source>Open the person&apos;s page</source>
        <translation>Seite der Person öffnen</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>Paste a picture of somebody</source>
        <translation>Ein Bild von jemandem einfügen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Play what was said, or stop</source>
        <translation>Gesagtes abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Remove a recording from the queue</source>
        <translation>Eine Aufnahme aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Say who it was</source>
        <translation>Sagen, wer es war</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Shift+← →</source>
        <translation>Umschalt+← →</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Stage for an audience; again or Esc closes it</source>
        <translation>Bühne fürs Publikum; noch einmal oder Esc schließt sie</translation>
    </message>
    <message>
        <source>Take back what the message in the corner tells</source>
        <translation>Zurücknehmen, was die Meldung in der Ecke sagt</translation>
    </message>
    <message>
        <source>Why this name?</source>
        <translation>Warum dieser Name?</translation>
    </message>
    <message>
        <source>← → Home End</source>
        <translation>← → Pos1 Ende</translation>
    </message>
    <message>
        <source>↑ ↓</source>
        <translation>↑ ↓</translation>
    </message>
    <message>
        <source>Start or stop listening</source>
        <translation>Zuhören starten oder beenden</translation>
    </message>
    <message>
        <source>Take a correction back</source>
        <translation>Eine Korrektur zurücknehmen</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
</context>
<context>
    <name>Sitting</name>
    <message>
        <source>New voice</source>
        <translation>Neue Stimme</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
</context>
<context>
    <name>Snapshot</name>
    <message>
        <source>Look into the camera</source>
        <translation>Schauen Sie in die Kamera</translation>
    </message>
    <message>
        <source>Take the picture</source>
        <translation>Bild aufnehmen</translation>
    </message>
    <message>
        <source>The camera is starting…</source>
        <translation>Die Kamera startet…</translation>
    </message>
</context>
<context>
    <name>Sound</name>
    <message>
        <source>Kept for the next start. One that is plugged in appears by itself.</source>
        <translation>Gilt auch beim nächsten Start. Ein neu angestecktes erscheint von selbst.</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speak as you would: the bar should pass the mark, and stay clear of the right end.</source>
        <translation>Sprechen Sie wie sonst: Der Balken sollte über die Marke reichen, aber nicht bis ans rechte Ende.</translation>
    </message>
    <message>
        <source>The system&apos;s default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source>{0} · not plugged in</source>
        <translation>{0} · nicht angeschlossen</translation>
    </message>
    <message>
        <source>{0} · system default</source>
        <translation>{0} · Standard</translation>
    </message>
</context>
<context>
    <name>Speak</name>
    <message>
        <source>And now in your own words: what do you see around you?</source>
        <translation>Und nun in Ihren Worten: Was sehen Sie um sich herum?</translation>
    </message>
    <message>
        <source>Another sentence</source>
        <translation>Ein anderer Satz</translation>
    </message>
    <message>
        <source>Choose recordings of one person</source>
        <translation>Aufnahmen einer Person wählen</translation>
    </message>
    <message>
        <source>Go on speaking</source>
        <translation>Weitersprechen</translation>
    </message>
    <message>
        <source>Go on with this</source>
        <translation>Damit weitermachen</translation>
    </message>
    <message>
        <source>I can hardly hear you. Speak up, or come nearer.</source>
        <translation>Ich höre Sie kaum. Sprechen Sie lauter, oder kommen Sie näher.</translation>
    </message>
    <message>
        <source>I hear you</source>
        <translation>Ich höre Sie</translation>
    </message>
    <message>
        <source>I heard two voices. Only one person should speak.</source>
        <translation>Ich habe zwei Stimmen gehört. Es sollte nur eine Person sprechen.</translation>
    </message>
    <message>
        <source>Let us hear more of {0}</source>
        <translation>Lassen Sie uns mehr von {0} hören</translation>
    </message>
    <message>
        <source>Let us hear you, {0}</source>
        <translation>Lassen Sie uns Sie hören, {0}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>One moment, listening to the room</source>
        <translation>Einen Moment, der Raum wird gehört</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>Read sentences instead</source>
        <translation>Stattdessen Sätze vorlesen</translation>
    </message>
    <message>
        <source>Read this aloud, as you always speak</source>
        <translation>Lesen Sie das laut vor, so wie Sie immer sprechen</translation>
    </message>
    <message>
        <source>Speak as you always do</source>
        <translation>Sprechen Sie, wie Sie immer sprechen</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <source>Start speaking</source>
        <translation>Sprechen beginnen</translation>
    </message>
    <message>
        <source>Talk freely instead</source>
        <translation>Stattdessen frei sprechen</translation>
    </message>
    <message>
        <source>Tell us what you had for breakfast, how you came here, and what you look forward to.</source>
        <translation>Erzählen Sie, was Sie gefrühstückt haben, wie Sie hergekommen sind und worauf Sie sich freuen.</translation>
    </message>
    <message>
        <source>That is enough</source>
        <translation>Das genügt</translation>
    </message>
    <message>
        <source>That is enough to know this voice.</source>
        <translation>Das genügt, um diese Stimme zu kennen.</translation>
    </message>
    <message>
        <source>That sounded like somebody else. Only one person should speak.</source>
        <translation>Das klang nach jemand anderem. Es sollte nur eine Person sprechen.</translation>
    </message>
    <message>
        <source>That was too short. Speak in whole sentences.</source>
        <translation>Das war zu kurz. Sprechen Sie in ganzen Sätzen.</translation>
    </message>
    <message>
        <source>The voices are still being loaded. In a moment you can speak.</source>
        <translation>Die Stimmen werden noch geladen. Gleich können Sie sprechen.</translation>
    </message>
    <message>
        <source>There is much noise. Come nearer, or find a quieter place.</source>
        <translation>Es ist viel Geräusch da. Kommen Sie näher, oder suchen Sie einen ruhigeren Ort.</translation>
    </message>
    <message>
        <source>Too loud. Move back a little, or turn the microphone down.</source>
        <translation>Zu laut. Gehen Sie etwas zurück, oder stellen Sie das Mikrofon leiser.</translation>
    </message>
    <message>
        <source>Use recordings…</source>
        <translation>Aufnahmen verwenden…</translation>
    </message>
    <message>
        <source>{0} of speech</source>
        <translation>{0} Sprache</translation>
    </message>
    <message>
        <source>{0} of {1} s</source>
        <translation>{0} von {1} s</translation>
    </message>
    <message>
        <source>{0} s of what you said before count already</source>
        <translation>{0} s von dem, was Sie schon gesagt haben, zählen bereits</translation>
    </message>
    <message>
        <source>“Hello, my name is {0}. This is how I speak when nobody hurries me, and I hope you will know me.”</source>
        <translation>„Hallo, ich bin {0}. So spreche ich, wenn mich niemand hetzt, und ich hoffe, Sie lernen mich kennen.“</translation>
    </message>
    <message>
        <source>“Hello. This is how I speak when nobody hurries me, and I hope you will know me again.”</source>
        <translation>„Guten Tag. So spreche ich, wenn mich niemand hetzt, und ich hoffe, dass Sie mich wiedererkennen.“</translation>
    </message>
    <message>
        <source>“On Thursday we should go to the zoo, watch the young giraffes, and share some ice cream there.”</source>
        <translation>„Am Donnerstag gehen wir in den Zoo, schauen den jungen Giraffen zu und teilen uns dort ein großes Eis.“</translation>
    </message>
    <message>
        <source>“This morning I had bread with honey and a large cup of tea, and then I walked here in the sun.”</source>
        <translation>„Heute früh gab es Brot mit Honig und eine große Tasse Tee, und dann bin ich durch die Sonne hergelaufen.“</translation>
    </message>
</context>
<context>
    <name>SpeakingBars</name>
    <message>
        <source>New voices</source>
        <translation>Neue Stimmen</translation>
    </message>
    <message>
        <source>Speaking time</source>
        <translation>Sprechzeit</translation>
    </message>
</context>
<context>
    <name>SpeakingTime</name>
    <message>
        <source>New voices</source>
        <translation>Neue Stimmen</translation>
    </message>
    <message>
        <source>Speaking time</source>
        <translation>Sprechzeit</translation>
    </message>
    <message>
        <source>{0}: {1} of speech in this session</source>
        <translation>{0}: {1} Sprache in dieser Sitzung</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>Choose recordings of one person</source>
        <translation>Aufnahmen einer Person wählen</translation>
    </message>
    <message>
        <source>One utterance of {0} is deleted.</source>
        <translation>Eine Äußerung von {0} ist gelöscht.</translation>
    </message>
    <message>
        <source>Recordings ({0})</source>
        <translation>Aufnahmen ({0})</translation>
    </message>
    <message>
        <source>{0} of speech were added to {1}.</source>
        <translation>{0} Sprache kamen zu {1} hinzu.</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Enrol the first person</source>
        <translation>Die erste Person vorstellen</translation>
    </message>
    <message>
        <source>New voice: enrol?</source>
        <translation>Neue Stimme: vorstellen?</translation>
    </message>
    <message>
        <source>Nobody in the light</source>
        <translation>Niemand im Licht</translation>
    </message>
    <message>
        <source>Play the demo</source>
        <translation>Vorführung abspielen</translation>
    </message>
    <message>
        <source>Tell the program who this is (Ctrl+Shift+E)</source>
        <translation>Dem Programm sagen, wer das ist (Strg+Umschalt+E)</translation>
    </message>
    <message>
        <source>{0} · since {1}</source>
        <translation>{0} · seit {1}</translation>
    </message>
    <message>
        <source>Votes by person</source>
        <translation>Stimmen je Person</translation>
    </message>
    <message>
        <source>Who is speaking</source>
        <translation>Wer spricht</translation>
    </message>
</context>
<context>
    <name>StageWindow</name>
    <message>
        <source>The display for the audience is gone. The stage comes back with it.</source>
        <translation>Der Bildschirm für das Publikum ist weg. Die Bühne kommt mit ihm zurück.</translation>
    </message>
    <message>
        <source>Who is speaking</source>
        <translation>Wer spricht</translation>
    </message>
    <message>
        <source>WhoSpeaks, the stage</source>
        <translation>WhoSpeaks, die Bühne</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>The face of the voice itself</source>
        <translation>Das Gesicht der Stimme selbst</translation>
    </message>
    <message>
        <source>Variation {0}</source>
        <translation>Variation {0}</translation>
    </message>
    <message>
        <source>Variations, each {0}</source>
        <translation>Variationen, jede {0}</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>No speech was found in it. Choose a recording in which this person speaks.</source>
        <translation>Darin wurde keine Sprache gefunden. Wählen Sie eine Aufnahme, in der diese Person spricht.</translation>
    </message>
    <message>
        <source>There is nothing to listen to. Connect a microphone, or use recordings.</source>
        <translation>Es gibt nichts zu hören. Schließen Sie ein Mikrofon an, oder verwenden Sie Aufnahmen.</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>{0} (Alt+{1})</source>
        <translation>{0} (Alt+{1})</translation>
    </message>
</context>
<context>
    <name>TestButton</name>
    <message>
        <source>End the test</source>
        <translation>Test beenden</translation>
    </message>
    <message>
        <source>Test the microphone</source>
        <translation>Mikrofon testen</translation>
    </message>
    <message>
        <source>The program listens already, so the level is live.</source>
        <translation>Das Programm hört schon zu, der Pegel ist also echt.</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>TimelineCanvas</name>
    <message>
        <source>Who speaks when</source>
        <translation>Wer wann spricht</translation>
    </message>
</context>
<context>
    <name>TooFew</name>
    <message>
        <source>A map takes one more voice</source>
        <translation>Für eine Karte fehlt noch eine Stimme</translation>
    </message>
    <message>
        <source>A map takes three voices</source>
        <translation>Für eine Karte braucht es drei Stimmen</translation>
    </message>
    <message>
        <source>A map takes two more voices</source>
        <translation>Für eine Karte fehlen noch zwei Stimmen</translation>
    </message>
    <message>
        <source>Enrol someone</source>
        <translation>Jemanden vorstellen</translation>
    </message>
    <message>
        <source>On the map everybody is an island, and voices that sound alike lie close together. While somebody speaks, a comet shows whom each piece of it sounds like.</source>
        <translation>Auf der Karte ist jeder eine Insel, und ähnliche Stimmen liegen beieinander. Spricht jemand, zeigt ein Komet, nach wem jedes Stück klingt.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Full screen (F11)</source>
        <translation>Vollbild (F11)</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Gleich bereit</translation>
    </message>
    <message>
        <source>Listen to</source>
        <translation>Zuhören</translation>
    </message>
    <message>
        <source>Listen to a recording</source>
        <translation>Eine Aufnahme anhören</translation>
    </message>
    <message>
        <source>Listen to a recording (Ctrl+O), or drop one on the window</source>
        <translation>Eine Aufnahme anhören (Strg+O), oder eine aufs Fenster ziehen</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Hört nicht zu</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>Show who speaks to an audience, full screen on the second display (F5)</source>
        <translation>Dem Publikum zeigen, wer spricht: als Vollbild auf dem zweiten Bildschirm (F5)</translation>
    </message>
    <message>
        <source>Stage for an audience (F5)</source>
        <translation>Bühne für ein Publikum (F5)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hört auf</translation>
    </message>
    <message>
        <source>What to listen to</source>
        <translation>Was gehört werden soll</translation>
    </message>
    <message>
        <source>{0} listening (space bar)</source>
        <translation>Zuhören: {0} (Leertaste)</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Play (Space)</source>
        <translation>Abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>See all of it (0)</source>
        <translation>Alles sehen (0)</translation>
    </message>
    <message>
        <source>See closer (+)</source>
        <translation>Näher (+)</translation>
    </message>
    <message>
        <source>See more (-)</source>
        <translation>Mehr (-)</translation>
    </message>
    <message>
        <source>Stop (Space)</source>
        <translation>Stopp (Leertaste)</translation>
    </message>
    <message>
        <source>Time in the recording</source>
        <translation>Zeit in der Aufnahme</translation>
    </message>
    <message>
        <source>Who speaks at the playhead</source>
        <translation>Wer an der Abspielmarke spricht</translation>
    </message>
</context>
<context>
    <name>Trying</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Each of {0} utterances of {1} people is compared with everybody&apos;s other recordings. Nothing is changed by it.</source>
        <translation>Jede von {0} Äußerungen von {1} Personen wird mit den anderen Aufnahmen aller verglichen. Dabei wird nichts verändert.</translation>
    </message>
    <message>
        <source>False alarms in the open set: each person in turn is left out of the gallery.</source>
        <translation>Fehlalarme in der offenen Menge: Jede Person wird der Reihe nach weggelassen.</translation>
    </message>
    <message>
        <source>Fine-tuning has learned from these very utterances, which flatters it.</source>
        <translation>Das Nachtraining hat aus eben diesen Äußerungen gelernt, was ihm schmeichelt.</translation>
    </message>
    <message>
        <source>Identification in a closed set, leaving one utterance out: the majority of its windows decides.</source>
        <translation>Identifikation in einer geschlossenen Menge, wobei je eine Äußerung weggelassen wird: Die Mehrheit ihrer Fenster entscheidet.</translation>
    </message>
    <message>
        <source>Learn from this too</source>
        <translation>Auch hieraus lernen</translation>
    </message>
    <message>
        <source>Learnt. Say something else.</source>
        <translation>Gelernt. Sagen Sie noch etwas.</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Zuhören</translation>
    </message>
    <message>
        <source>Misses in the open set, at the threshold of the app as calibrated.</source>
        <translation>Verpasste in der offenen Menge, an der kalibrierten Schwelle des Programms.</translation>
    </message>
    <message>
        <source>Not recognised this time. Was it you?</source>
        <translation>Diesmal nicht erkannt. Waren Sie das?</translation>
    </message>
    <message>
        <source>Of {0} people there is one recording; its halves were compared.</source>
        <translation>Von {0} Personen gibt es nur eine Aufnahme; ihre Hälften wurden verglichen.</translation>
    </message>
    <message>
        <source>Say anything, {0}</source>
        <translation>Sagen Sie irgendetwas, {0}</translation>
    </message>
    <message>
        <source>That was me, learn it</source>
        <translation>Das war ich, lerne es</translation>
    </message>
    <message>
        <source>The people or the weights have changed since. Try it again.</source>
        <translation>Personen oder Gewichte haben sich seither geändert. Probieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The table shows those who are mixed up most; {0} others are left out.</source>
        <translation>Die Tabelle zeigt, wer am meisten verwechselt wird; {0} weitere fehlen.</translation>
    </message>
    <message>
        <source>This rests on {0} utterances only: the true share of those that go to the wrong person may be anywhere from {1} to {2}. They are often from one sitting and one microphone, so expect more on another day.</source>
        <translation>Das beruht auf nur {0} Äußerungen: Der wahre Anteil derer, die an die falsche Person gehen, kann irgendwo zwischen {1} und {2} liegen. Oft stammen sie von einem Tag und einem Mikrofon; rechnen Sie an einem anderen Tag mit mehr.</translation>
    </message>
    <message>
        <source>Too little speech to try: {0}.</source>
        <translation>Zu wenig Sprache zum Ausprobieren: {0}.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Try it on the people enrolled</source>
        <translation>An den bekannten Personen ausprobieren</translation>
    </message>
    <message>
        <source>You are enrolled. Your name appears when you speak.</source>
        <translation>Sie sind jetzt bekannt. Ihr Name erscheint, wenn Sie sprechen.</translation>
    </message>
    <message>
        <source>utterances go to the right person</source>
        <translation>Äußerungen gehen an die richtige Person</translation>
    </message>
    <message>
        <source>would be left without a name</source>
        <translation>blieben ohne Namen</translation>
    </message>
    <message>
        <source>would get a name, were their speaker not enrolled</source>
        <translation>bekämen einen Namen, wären sie nicht bekannt</translation>
    </message>
</context>
<context>
    <name>TurnList</name>
    <message>
        <source>Who spoke when</source>
        <translation>Wer wann sprach</translation>
    </message>
</context>
<context>
    <name>UtteranceList</name>
    <message>
        <source>What was said</source>
        <translation>Was gesagt wurde</translation>
    </message>
</context>
<context>
    <name>UtterancesCard</name>
    <message>
        <source>Delete this session and its sound</source>
        <translation>Diese Sitzung und ihren Ton löschen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Save who spoke when as a report, a table, subtitles or data</source>
        <translation>Wer wann sprach als Bericht, Tabelle, Untertitel oder Daten sichern</translation>
    </message>
</context>
<context>
    <name>VoiceMap</name>
    <message>
        <source>Varies by {0}</source>
        <translation>Schwankt um {0}</translation>
    </message>
    <message>
        <source>Voice: {0}</source>
        <translation>Stimme: {0}</translation>
    </message>
    <message>
        <source>most like {0} ({1})</source>
        <translation>am ähnlichsten: {0} ({1})</translation>
    </message>
    <message>
        <source>{0} of speech in {1} recordings</source>
        <translation>{0} Sprache in {1} Aufnahmen</translation>
    </message>
</context>
<context>
    <name>Voices</name>
    <message>
        <source>A recording of one voice; or drop one on the page</source>
        <translation>Eine Aufnahme einer einzigen Stimme; oder auf die Seite ziehen</translation>
    </message>
    <message>
        <source>A voice</source>
        <translation>Eine Stimme</translation>
    </message>
    <message>
        <source>Ask before you record somebody else. It is not kept unless history keeps it.</source>
        <translation>Fragen Sie, bevor Sie jemand anderen aufnehmen. Bleibt nur, wenn der Verlauf es aufbewahrt.</translation>
    </message>
    <message>
        <source>Open a recording of one voice</source>
        <translation>Aufnahme einer einzigen Stimme öffnen</translation>
    </message>
    <message>
        <source>Open a recording…</source>
        <translation>Aufnahme öffnen …</translation>
    </message>
    <message>
        <source>Or somebody enrolled</source>
        <translation>Oder jemand Eingelerntes</translation>
    </message>
    <message>
        <source>People enrolled</source>
        <translation>Eingelernte Personen</translation>
    </message>
    <message>
        <source>Record a voice</source>
        <translation>Stimme aufnehmen</translation>
    </message>
    <message>
        <source>Recordings ({0})</source>
        <translation>Aufnahmen ({0})</translation>
    </message>
    <message>
        <source>Speech recorded</source>
        <translation>Aufgenommene Sprache</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Aufnahme beenden</translation>
    </message>
    <message>
        <source>What was said last</source>
        <translation>Zuletzt Gesagtes</translation>
    </message>
    <message>
        <source>{0} s of speech so far. About {1} s are good, 3 s the least.</source>
        <translation>Bisher {0} s Sprache. Gut sind etwa {1} s, das Mindeste 3 s.</translation>
    </message>
    <message>
        <source>{0} · not agreed</source>
        <translation>{0} · nicht zugestimmt</translation>
    </message>
</context>
<context>
    <name>VoteRibbon</name>
    <message>
        <source>Votes of the windows</source>
        <translation>Abstimmung der Fenster</translation>
    </message>
    <message>
        <source>Window {0} of {1} votes for {2}. Each is a piece of the sentence; the majority decides.</source>
        <translation>Fenster {0} von {1} stimmt für {2}. Jedes ist ein Stück des Satzes; die Mehrheit entscheidet.</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} windows</source>
        <translation>{0}: {1} von {2} Fenstern</translation>
    </message>
</context>
<context>
    <name>WaveformStrip</name>
    <message>
        <source>The last ten seconds of sound</source>
        <translation>Die letzten zehn Sekunden Ton</translation>
    </message>
</context>
<context>
    <name>WeightsRow</name>
    <message>
        <source>As shipped</source>
        <translation>Wie mitgeliefert</translation>
    </message>
    <message>
        <source>Id {0}</source>
        <translation>Kennung {0}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove for good?</source>
        <translation>Endgültig entfernen?</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>{0} verwenden</translation>
    </message>
    <message>
        <source>imported {0}</source>
        <translation>importiert am {0}</translation>
    </message>
    <message>
        <source>made {0}</source>
        <translation>erstellt am {0}</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>About 20 seconds of your voice are recorded, and a picture if you like.</source>
        <translation>Aufgenommen werden 20 Sekunden Stimme, auf Wunsch ein Bild.</translation>
    </message>
    <message>
        <source>All of it stays on this computer.</source>
        <translation>Alles bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Ask the host, or choose Delete under People: voice, voiceprint and picture are removed.</source>
        <translation>Sagen Sie es den Gastgebern, oder wählen Sie „Löschen“ unter „Personen“: Stimme, Stimmabdruck und Bild werden entfernt.</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Ich stimme zu</translation>
    </message>
    <message>
        <source>It is kept until you want it deleted.</source>
        <translation>Alles bleibt, bis Sie es löschen lassen.</translation>
    </message>
    <message>
        <source>Many people from a folder…</source>
        <translation>Viele Personen aus einem Ordner…</translation>
    </message>
    <message>
        <source>May WhoSpeaks also imagine a face from your voice?</source>
        <translation>Darf WhoSpeaks aus Ihrer Stimme auch ein Gesicht erdenken?</translation>
    </message>
    <message>
        <source>May this computer remember your voice?</source>
        <translation>Darf dieser Computer sich Ihre Stimme merken?</translation>
    </message>
    <message>
        <source>Not needed to be recognised. Under each picture: “{0}”. You can change your mind.</source>
        <translation>Zum Erkennen nicht nötig. Unter jedem Bild: „{0}“. Sie können es sich anders überlegen.</translation>
    </message>
    <message>
        <source>The history keeps who spoke when, but no sound.</source>
        <translation>Der Verlauf bewahrt auf, wer wann sprach, aber keinen Ton.</translation>
    </message>
    <message>
        <source>The program sends nothing anywhere. Whoever uses this computer can see and hear it.</source>
        <translation>Das Programm sendet nichts irgendwohin. Wer diesen Computer benutzt, kann es sehen und hören.</translation>
    </message>
    <message>
        <source>The program works out from them how your voice differs from others.</source>
        <translation>Das Programm errechnet daraus, wodurch sich Ihre Stimme von anderen unterscheidet.</translation>
    </message>
    <message>
        <source>The {0} s that you said just now count already, if you agree; else they are not used.</source>
        <translation>Die {0} s, die Sie gerade gesagt haben, zählen schon, wenn Sie zustimmen; sonst werden sie nicht verwendet.</translation>
    </message>
    <message>
        <source>What is said while it listens is kept in the history for {0} days.</source>
        <translation>Was beim Zuhören gesagt wird, bleibt {0} Tage im Verlauf.</translation>
    </message>
    <message>
        <source>What is said while it listens is kept in the history.</source>
        <translation>Was beim Zuhören gesagt wird, bleibt im Verlauf.</translation>
    </message>
</context>
<context>
    <name>WhoSpeaksError</name>
    <message>
        <source>A cnn_dnn trunk pools every output of the filters; set stride = 1, analytic = false.</source>
        <translation>Ein Netz vom Typ cnn_dnn fasst jede Ausgabe der Filter zusammen; dazu gehören stride = 1, analytic = false.</translation>
    </message>
    <message>
        <source>A face cannot be drawn from numbers that are not finite; check what was measured.</source>
        <translation>Aus Zahlen, die nicht endlich sind, lässt sich kein Gesicht zeichnen; prüfen Sie, was gemessen wurde.</translation>
    </message>
    <message>
        <source>A face is drawn {least} to {most} pixels wide, not {size}.</source>
        <translation>Ein Gesicht wird {least} bis {most} Pixel breit gezeichnet, nicht {size}.</translation>
    </message>
    <message>
        <source>A face needs {count} numbers of variation, not an array of shape {shape}.</source>
        <translation>Ein Gesicht braucht {count} Zahlen, die es variieren, kein Feld der Form {shape}.</translation>
    </message>
    <message>
        <source>Another program is writing to the database {database}; try again in a moment.</source>
        <translation>Ein anderes Programm schreibt gerade in die Datenbank {database}; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Faces are (batch, 3, {size}, {size}), not {shape}.</source>
        <translation>Gesichter haben die Form (Anzahl, 3, {size}, {size}), nicht {shape}.</translation>
    </message>
    <message>
        <source>Fine-tuning learns to tell enrolled people apart, and nobody is enrolled; enrol at least two people first.</source>
        <translation>Die Feinabstimmung lernt, bekannte Personen zu unterscheiden, und noch ist niemand bekannt; stellen Sie zuerst mindestens zwei vor.</translation>
    </message>
    <message>
        <source>Fine-tuning learns to tell enrolled people apart, and only {name} is enrolled; enrol at least two people first.</source>
        <translation>Die Feinabstimmung lernt, bekannte Personen zu unterscheiden, und nur {name} ist bekannt; stellen Sie zuerst noch jemanden vor.</translation>
    </message>
    <message>
        <source>Fine-tuning stopped at step {done} of {total} ({stage}), where the loss is no number any more; everything is as it was.</source>
        <translation>Die Feinabstimmung brach bei Schritt {done} von {total} ab ({stage}), weil der Verlust keine Zahl mehr war; alles ist, wie es war.</translation>
    </message>
    <message>
        <source>No audio file was found in {where}; give a file, or a folder that holds some.</source>
        <translation>In {where} ist keine Audiodatei; nehmen Sie eine Datei oder einen Ordner mit welchen.</translation>
    </message>
    <message>
        <source>No microphone was found; plug one in, or use an audio file or the demo.</source>
        <translation>Kein Mikrofon gefunden; schließen Sie eines an, oder nehmen Sie eine Audiodatei oder die Demo.</translation>
    </message>
    <message>
        <source>No speech was found in {name}; play it to hear whether anybody talks.</source>
        <translation>In {name} ist keine Sprache zu hören; spielen Sie es ab, um zu hören, ob jemand spricht.</translation>
    </message>
    <message>
        <source>No speech was found; enrolling takes at least {least_s:.0f} s, better {advised_s:.0f} s, of one person speaking clearly.</source>
        <translation>Es war keine Sprache zu hören; nötig sind mindestens {least_s:.0f} s, besser {advised_s:.0f} s, in denen eine Person deutlich spricht.</translation>
    </message>
    <message>
        <source>Nobody can be merged with themselves; choose somebody else.</source>
        <translation>Niemand lässt sich mit sich selbst zusammenführen; wählen Sie jemand anderen.</translation>
    </message>
    <message>
        <source>Nobody is enrolled; enrol two people, then try it.</source>
        <translation>Noch ist niemand bekannt; stellen Sie zwei Personen vor, und probieren Sie es dann.</translation>
    </message>
    <message>
        <source>Nobody is in {folder}; give a folder that holds a folder or a recording per person.</source>
        <translation>In {folder} ist niemand; nehmen Sie einen Ordner, der je Person einen Ordner oder eine Aufnahme enthält.</translation>
    </message>
    <message>
        <source>Nothing was fine-tuned, so there is nothing to undo.</source>
        <translation>Es gab keine Feinabstimmung, also gibt es nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Only {heard_s:.1f} s of speech was found; enrolling takes at least {least_s:.0f} s, better {advised_s:.0f} s, of one person speaking clearly.</source>
        <translation>Es waren nur {heard_s:.1f} s Sprache zu hören; nötig sind mindestens {least_s:.0f} s, besser {advised_s:.0f} s, in denen eine Person deutlich spricht.</translation>
    </message>
    <message>
        <source>Only {name} is enrolled, so there is nobody to be mixed up with; enrol a second person.</source>
        <translation>Nur {name} ist bekannt, es gibt also niemanden zum Verwechseln; stellen Sie noch jemanden vor.</translation>
    </message>
    <message>
        <source>PyAudio is not installed, so no microphone can be heard; install it with &quot;pip install pyaudio&quot; (PortAudio is needed too), or use audio files.</source>
        <translation>PyAudio ist nicht installiert, daher ist kein Mikrofon zu hören; installieren Sie es mit „pip install pyaudio“ (auch PortAudio ist nötig), oder nehmen Sie Audiodateien.</translation>
    </message>
    <message>
        <source>The database {database} cannot be used ({reason}); make sure that its folder is there, may be written and has room.</source>
        <translation>Die Datenbank {database} ist nicht benutzbar ({reason}); ihr Ordner muss vorhanden und beschreibbar sein und Platz haben.</translation>
    </message>
    <message>
        <source>The database {database} is damaged and cannot be read (a copy is kept as {copy}); put a sound copy in its place, or move the folder {folder} away to start afresh.</source>
        <translation>Die Datenbank {database} ist beschädigt und nicht lesbar (eine Kopie liegt in {copy}); legen Sie eine heile Kopie an ihre Stelle, oder verschieben Sie den Ordner {folder}, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>The database {database} is damaged; start the program again, which keeps a copy and says what to do.</source>
        <translation>Die Datenbank {database} ist beschädigt; starten Sie das Programm neu, es legt dann eine Kopie an und sagt, was zu tun ist.</translation>
    </message>
    <message>
        <source>The database {database} is missing but the recordings beside it are there; put the database back, or move the folder {folder} away to start afresh.</source>
        <translation>Die Datenbank {database} fehlt, aber die Aufnahmen daneben sind da; legen Sie die Datenbank zurück, oder verschieben Sie den Ordner {folder}, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>The database {database} was written by a newer version of WhoSpeaks (a copy is kept as {copy}); install that version to use it.</source>
        <translation>Die Datenbank {database} stammt von einer neueren Version von WhoSpeaks (eine Kopie liegt in {copy}); installieren Sie jene Version, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>The disk with the folder {folder} is full; make room on it and try again.</source>
        <translation>Der Datenträger mit dem Ordner {folder} ist voll; schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The face decoder takes rows of {size} numbers, not {shape}.</source>
        <translation>Der Gesichts-Decoder nimmt Zeilen von {size} Zahlen, nicht {shape}.</translation>
    </message>
    <message>
        <source>The features of this voice hold values that are not numbers; use another recording.</source>
        <translation>Die Merkmale dieser Stimme enthalten Werte, die keine Zahlen sind; nehmen Sie eine andere Aufnahme.</translation>
    </message>
    <message>
        <source>The file was exported by a newer version of WhoSpeaks; install that one.</source>
        <translation>Die Datei wurde von einer neueren Version von WhoSpeaks exportiert; installieren Sie jene.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used ({reason}); make sure that it is there and may be written.</source>
        <translation>Der Ordner {folder} ist nicht benutzbar ({reason}); er muss vorhanden und beschreibbar sein.</translation>
    </message>
    <message>
        <source>The generator takes voices of {size} numbers, not {shape}.</source>
        <translation>Der Generator nimmt Stimmen von {size} Zahlen, nicht {shape}.</translation>
    </message>
    <message>
        <source>The microphone {name} cannot be opened; another program may be using it, or the system&apos;s settings do not allow it.</source>
        <translation>Das Mikrofon {name} lässt sich nicht öffnen; vielleicht nutzt es ein anderes Programm, oder die Systemeinstellungen erlauben es nicht.</translation>
    </message>
    <message>
        <source>The model {name} and its card {stem}.json cannot both be read ({reason}); install them again.</source>
        <translation>Das Modell {name} und seine Karte {stem}.json lassen sich nicht beide lesen ({reason}); installieren Sie sie neu.</translation>
    </message>
    <message>
        <source>The model {name} is damaged, it is not what its card describes; install it again.</source>
        <translation>Das Modell {name} ist beschädigt, es ist nicht das, was seine Karte beschreibt; installieren Sie es neu.</translation>
    </message>
    <message>
        <source>The model {name} was made for another version of WhoSpeaks; use one that fits.</source>
        <translation>Das Modell {name} wurde für eine andere Version von WhoSpeaks gemacht; nehmen Sie ein passendes.</translation>
    </message>
    <message>
        <source>The model&apos;s configuration does not fit this version of WhoSpeaks ({reason}).</source>
        <translation>Die Einstellungen des Modells passen nicht zu dieser Version von WhoSpeaks ({reason}).</translation>
    </message>
    <message>
        <source>The name contains control characters; type it again without them.</source>
        <translation>Der Name enthält Steuerzeichen; geben Sie ihn ohne sie ein.</translation>
    </message>
    <message>
        <source>The name has no character that can be seen; type one that has.</source>
        <translation>Der Name hat kein sichtbares Zeichen; geben Sie einen anderen ein.</translation>
    </message>
    <message>
        <source>The name is empty; type one.</source>
        <translation>Der Name ist leer; geben Sie einen ein.</translation>
    </message>
    <message>
        <source>The name is longer than {longest} characters; choose a shorter one.</source>
        <translation>Der Name ist länger als {longest} Zeichen; nehmen Sie einen kürzeren.</translation>
    </message>
    <message>
        <source>The numbers in {name} do not fit its card ({reason}); install it again.</source>
        <translation>Die Zahlen in {name} passen nicht zur Karte ({reason}); installieren Sie es neu.</translation>
    </message>
    <message>
        <source>The sound has the shape {shape}, not one row of samples; mix it to one channel.</source>
        <translation>Der Ton hat die Form {shape} statt einer Reihe von Abtastwerten; mischen Sie ihn auf einen Kanal.</translation>
    </message>
    <message>
        <source>The sound has {rate} samples a second; resample it to {wanted} first.</source>
        <translation>Der Ton hat {rate} Abtastwerte je Sekunde; rechnen Sie ihn zuerst auf {wanted} um.</translation>
    </message>
    <message>
        <source>The sound is damaged, some of its samples are not numbers; use another recording.</source>
        <translation>Der Ton ist beschädigt, manche seiner Abtastwerte sind keine Zahlen; nehmen Sie eine andere Aufnahme.</translation>
    </message>
    <message>
        <source>The sound is {kind}, not numbers between -1 and 1; divide 16-bit samples by 32768.</source>
        <translation>Der Ton ist {kind} statt Zahlen zwischen -1 und 1; teilen Sie 16-Bit-Werte durch 32768.</translation>
    </message>
    <message>
        <source>The sound of this is gone; it was not kept on the disk.</source>
        <translation>Der Ton hiervon ist weg; er wurde nicht auf der Festplatte aufbewahrt.</translation>
    </message>
    <message>
        <source>The system has no default microphone; choose one by name.</source>
        <translation>Das System hat kein Standardmikrofon; wählen Sie eines aus.</translation>
    </message>
    <message>
        <source>The voice encoder takes spectrograms of the shape {wanted}, not {found}.</source>
        <translation>Der Stimm-Encoder nimmt Spektrogramme der Form {wanted}, nicht {found}.</translation>
    </message>
    <message>
        <source>There is already somebody called {name}; choose another name, or add these samples to {name}.</source>
        <translation>Jemand heißt schon {name}; wählen Sie einen anderen Namen, oder fügen Sie die Aufnahmen bei {name} hinzu.</translation>
    </message>
    <message>
        <source>There is no file {path}; check its name and place.</source>
        <translation>Die Datei {path} gibt es nicht; prüfen Sie Namen und Ort.</translation>
    </message>
    <message>
        <source>There is no file {path}; check the name.</source>
        <translation>Die Datei {path} gibt es nicht; prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>There is no microphone called {wanted!r}; there are: {names}.</source>
        <translation>Es gibt kein Mikrofon {wanted!r}; es gibt: {names}.</translation>
    </message>
    <message>
        <source>There is no picture {path}; check its name and place.</source>
        <translation>Das Bild {path} gibt es nicht; prüfen Sie Namen und Ort.</translation>
    </message>
    <message>
        <source>There is no recording in the folder.</source>
        <translation>Im Ordner ist keine Aufnahme.</translation>
    </message>
    <message>
        <source>There is no system {name}; choose one of {known}.</source>
        <translation>Ein Verfahren {name} gibt es nicht; wählen Sie eines von {known}.</translation>
    </message>
    <message>
        <source>There is no voice to imagine a face from; record some speech first.</source>
        <translation>Es gibt keine Stimme, zu der sich ein Gesicht ausdenken ließe; nehmen Sie zuerst etwas auf.</translation>
    </message>
    <message>
        <source>There is too little speech to hold some of it out; record more of {first} and {second}.</source>
        <translation>Es ist zu wenig Sprache, um etwas davon zum Prüfen beiseite zu legen; nehmen Sie mehr von {first} und {second} auf.</translation>
    </message>
    <message>
        <source>There is too little speech to hold some of it out; record more of {name}.</source>
        <translation>Es ist zu wenig Sprache, um etwas davon zum Prüfen beiseite zu legen; nehmen Sie mehr von {name} auf.</translation>
    </message>
    <message>
        <source>These are the weights that WhoSpeaks came with; go back to them in the list.</source>
        <translation>Das sind die Gewichte, mit denen WhoSpeaks kam; kehren Sie in der Liste zu ihnen zurück.</translation>
    </message>
    <message>
        <source>These voices were heard by different weights; hear the recordings again.</source>
        <translation>Diese Stimmen haben verschiedene Gewichte gehört; hören Sie die Aufnahmen neu ab.</translation>
    </message>
    <message>
        <source>These weights are here already; use them from the list.</source>
        <translation>Diese Gewichte sind schon da; wählen Sie sie in der Liste.</translation>
    </message>
    <message>
        <source>These weights were removed in the meantime; import them again.</source>
        <translation>Diese Gewichte wurden inzwischen entfernt; importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>This face is not saved. {reason}</source>
        <translation>Dieses Gesicht wird nicht gespeichert. {reason}</translation>
    </message>
    <message>
        <source>This part of {name} is damaged; play another one.</source>
        <translation>Dieser Teil von {name} ist beschädigt; spielen Sie einen anderen.</translation>
    </message>
    <message>
        <source>This person is not in the gallery any more; look at the list of people again.</source>
        <translation>Diese Person ist nicht mehr da; sehen Sie noch einmal in die Liste.</translation>
    </message>
    <message>
        <source>This utterance is not in the gallery any more; look at the list again.</source>
        <translation>Diese Aufnahme ist nicht mehr da; sehen Sie noch einmal in die Liste.</translation>
    </message>
    <message>
        <source>This utterance was deleted; look at the session again.</source>
        <translation>Dieser Beitrag wurde gelöscht; sehen Sie noch einmal in die Sitzung.</translation>
    </message>
    <message>
        <source>Variations are counted from 0, the face of the voice; {number} is none.</source>
        <translation>Varianten zählen ab 0, dem Gesicht der Stimme; {number} ist keine.</translation>
    </message>
    <message>
        <source>Voices are (batch, {bands}, frames) of log-mel features, not {shape}.</source>
        <translation>Stimmen haben die Form (Anzahl, {bands}, Zeitschritte) von Log-Mel-Merkmalen, nicht {shape}.</translation>
    </message>
    <message>
        <source>What voices tell was fitted to the weights {fitted}, not to {heard}; fit it anew with: {command}</source>
        <translation>Was Stimmen verraten, ist an die Gewichte {fitted} angepasst, nicht an {heard}; passen Sie es neu an mit: {command}</translation>
    </message>
    <message>
        <source>What was said is not kept with this voice; hear the recording again.</source>
        <translation>Zu dieser Stimme ist nicht aufgehoben, was gesagt wurde; hören Sie die Aufnahme neu ab.</translation>
    </message>
    <message>
        <source>{count} samples of sound are too short; give at least {least} (25 ms).</source>
        <translation>{count} Abtastwerte Ton sind zu kurz; geben Sie mindestens {least} (25 ms).</translation>
    </message>
    <message>
        <source>{folder} is not a folder; give one that holds a folder per person.</source>
        <translation>{folder} ist kein Ordner; nehmen Sie einen, der je Person einen Ordner enthält.</translation>
    </message>
    <message>
        <source>{name} cannot be read ({reason}); check its permissions.</source>
        <translation>{name} lässt sich nicht lesen ({reason}); prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{name} cannot be read any more ({reason}); choose it again.</source>
        <translation>{name} lässt sich nicht mehr lesen ({reason}); wählen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{name} cannot be used: it brings no training speakers to compare with.</source>
        <translation>{name} ist nicht verwendbar: Es fehlen Sprecher aus dem Training, um Stimmen zu vergleichen.</translation>
    </message>
    <message>
        <source>{name} cannot be used: its calibration is no set of numbers.</source>
        <translation>{name} ist nicht verwendbar: Die Kalibrierung besteht nicht aus Zahlen.</translation>
    </message>
    <message>
        <source>{name} cannot be used: its threshold of names is no probability.</source>
        <translation>{name} ist nicht verwendbar: Die Schwelle für Namen ist keine Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>{name} cannot be used: its training speakers are not of unit length.</source>
        <translation>{name} ist nicht verwendbar: Die Sprecher aus dem Training haben nicht die Länge eins.</translation>
    </message>
    <message>
        <source>{name} cannot be used: its {key} holds values that are not numbers.</source>
        <translation>{name} ist nicht zu gebrauchen: {key} darin enthält Werte, die keine Zahlen sind.</translation>
    </message>
    <message>
        <source>{name} cannot be used: its {key} is {kind}, not real numbers.</source>
        <translation>{name} ist nicht zu gebrauchen: {key} darin ist {kind} statt reeller Zahlen.</translation>
    </message>
    <message>
        <source>{name} cannot be used: what it says of a sound is no number.</source>
        <translation>{name} ist nicht verwendbar: Was es zu einem Klang sagt, ist keine Zahl.</translation>
    </message>
    <message>
        <source>{name} could not be written ({reason}); choose another folder or free some space.</source>
        <translation>{name} ließ sich nicht schreiben ({reason}); wählen Sie einen anderen Ordner, oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>{name} has to read {yes} or {no}; correct it.</source>
        <translation>In {name} muss {yes} oder {no} stehen; berichtigen Sie das.</translation>
    </message>
    <message>
        <source>{name} has too many pixels to open safely; make it smaller, {pixels} across are enough.</source>
        <translation>{name} hat zu viele Pixel, um es sicher zu öffnen; verkleinern Sie es, {pixels} in der Breite genügen.</translation>
    </message>
    <message>
        <source>{name} has {size} MB, far more than published weights; choose another.</source>
        <translation>{name} hat {size} MB, weit mehr als veröffentlichte Gewichte; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{name} holds a {found}, not a {kind}; choose another file.</source>
        <translation>{name} enthält etwas anderes ({found} statt {kind}); wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{name} holds a {found}, not a {kind}; choose the other file.</source>
        <translation>{name} enthält das falsche Netz ({found} statt {kind}); wählen Sie die andere Datei.</translation>
    </message>
    <message>
        <source>{name} holds no sound (0 s long); record it again.</source>
        <translation>{name} enthält keinen Ton (0 s lang); nehmen Sie es noch einmal auf.</translation>
    </message>
    <message>
        <source>{name} holds no weights that WhoSpeaks can read; choose a .safetensors file with its .json card beside it.</source>
        <translation>{name} enthält keine Gewichte, die WhoSpeaks lesen kann; wählen Sie eine .safetensors-Datei mit ihrer .json-Karte daneben.</translation>
    </message>
    <message>
        <source>{name} is cut short or damaged: only its first {heard_s:.1f} s can be heard; copy or record it again.</source>
        <translation>{name} ist abgeschnitten oder beschädigt: Nur die ersten {heard_s:.1f} s sind zu hören; kopieren Sie es neu, oder nehmen Sie es noch einmal auf.</translation>
    </message>
    <message>
        <source>{name} is damaged or cannot be read; choose another picture.</source>
        <translation>{name} ist beschädigt oder nicht lesbar; wählen Sie ein anderes Bild.</translation>
    </message>
    <message>
        <source>{name} is damaged or cut short; download it again.</source>
        <translation>{name} ist beschädigt oder abgeschnitten; laden Sie die Datei neu herunter.</translation>
    </message>
    <message>
        <source>{name} is damaged or was not exported by WhoSpeaks; export it again where it came from.</source>
        <translation>{name} ist beschädigt oder wurde nicht von WhoSpeaks exportiert; exportieren Sie es dort, wo es herkommt, noch einmal.</translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes); record or copy it again.</source>
        <translation>{name} ist leer (0 Byte); nehmen Sie es noch einmal auf, oder kopieren Sie es neu.</translation>
    </message>
    <message>
        <source>{name} is enrolled already and is left as they are.</source>
        <translation>{name} ist schon bekannt und bleibt, wie sie oder er ist.</translation>
    </message>
    <message>
        <source>{name} is longer than {limit_s:g} seconds, more than can be used here; cut it to the part that matters.</source>
        <translation>{name} ist länger als {limit_s:g} Sekunden, mehr, als hier verwendbar ist; kürzen Sie es auf das Wichtige.</translation>
    </message>
    <message>
        <source>{name} is no checkpoint of PyTorch; choose a .pth file as published.</source>
        <translation>{name} ist kein Checkpoint von PyTorch; wählen Sie eine .pth-Datei, wie sie veröffentlicht ist.</translation>
    </message>
    <message>
        <source>{name} is no plain state dict: {key} in it is no array of numbers.</source>
        <translation>{name} ist kein einfaches State Dict: {key} darin ist kein Zahlenfeld.</translation>
    </message>
    <message>
        <source>{name} is no published {kind}: it also has {key}.</source>
        <translation>{name} passt nicht zum veröffentlichten Netz ({kind}): {key} ist zu viel.</translation>
    </message>
    <message>
        <source>{name} is no published {kind}: it lacks {key}.</source>
        <translation>{name} passt nicht zum veröffentlichten Netz ({kind}): {key} fehlt.</translation>
    </message>
    <message>
        <source>{name} is no published {kind}: its {key} has the shape {found}, not {shape}.</source>
        <translation>{name} passt nicht zum veröffentlichten Netz ({kind}): {key} hat die Form {found}, nicht {shape}.</translation>
    </message>
    <message>
        <source>{name} is no state dict, arrays by name; choose a .pth file as published.</source>
        <translation>{name} ist kein State Dict, Zahlenfelder mit Namen; wählen Sie eine .pth-Datei, wie sie veröffentlicht ist.</translation>
    </message>
    <message>
        <source>{name} is not a picture that can be read; choose a JPEG, PNG, WebP, GIF, BMP or TIFF file.</source>
        <translation>{name} ist kein lesbares Bild; wählen Sie eine JPEG-, PNG-, WebP-, GIF-, BMP- oder TIFF-Datei.</translation>
    </message>
    <message>
        <source>{name} is not an audio file that can be read, or it is damaged; use a wav, flac, ogg, opus or mp3 file.</source>
        <translation>{name} ist keine lesbare Audiodatei oder beschädigt; nehmen Sie eine wav-, flac-, ogg-, opus- oder mp3-Datei.</translation>
    </message>
    <message>
        <source>{name} is only half of it: put {missing} beside it, then choose it again.</source>
        <translation>{name} ist nur die Hälfte: Legen Sie {missing} daneben, und wählen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>{name} is silent from beginning to end; check that the microphone was on and record it again.</source>
        <translation>{name} ist von Anfang bis Ende still; prüfen Sie, ob das Mikrofon an war, und nehmen Sie es noch einmal auf.</translation>
    </message>
    <message>
        <source>{name} was changed while it was read; choose it again.</source>
        <translation>{name} wurde beim Lesen geändert; wählen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{name} was never calibrated, so it could not tell a stranger from a friend; release it from its training run first.</source>
        <translation>{name} wurde nie kalibriert und könnte Fremde nicht von Bekannten unterscheiden; geben Sie es zuerst aus seinem Training frei (release).</translation>
    </message>
    <message>
        <source>{name} was not loaded: it holds code, which is never run.</source>
        <translation>{name} wurde nicht geladen: Die Datei enthält Code, und der wird nie ausgeführt.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another place for it.</source>
        <translation>{path} lässt sich nicht schreiben ({reason}); wählen Sie einen anderen Ort dafür.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another place.</source>
        <translation>{path} lässt sich nicht schreiben ({reason}); wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>{path} is a folder, not an audio file; choose a file in it.</source>
        <translation>{path} ist ein Ordner, keine Audiodatei; wählen Sie eine Datei darin.</translation>
    </message>
    <message>
        <source>{system} has no model {name}; choose one of {known}.</source>
        <translation>{system} hat kein Modell {name}; wählen Sie eines von {known}.</translation>
    </message>
    <message>
        <source>Not here: {files}. Put that into {folder} and start again.</source>
        <translation>Nicht da: {files}. Legen Sie das in {folder} ab und starten Sie neu.</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Adolescent</source>
        <translation>Jugendlich</translation>
    </message>
    <message>
        <source>Adult</source>
        <translation>Erwachsen</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Heard as: {0} ({1}).</source>
        <translation>Gehört als: {0} ({1}).</translation>
    </message>
    <message>
        <source>How it is drawn</source>
        <translation>Wie es gezeichnet wird</translation>
    </message>
    <message>
        <source>How its windows voted</source>
        <translation>Wie seine Fenster abgestimmt haben</translation>
    </message>
    <message>
        <source>How old the voice sounds</source>
        <translation>Wie alt die Stimme klingt</translation>
    </message>
    <message>
        <source>Inferred from the voice</source>
        <translation>Aus der Stimme erschlossen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sucht…</translation>
    </message>
    <message>
        <source>Made up, for no voice tells it</source>
        <translation>Ausgedacht, denn keine Stimme verrät es</translation>
    </message>
    <message>
        <source>Man</source>
        <translation>Mann</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Most probable</source>
        <translation>Am wahrscheinlichsten</translation>
    </message>
    <message>
        <source>Sex: not inferred. Below about 18 a voice does not tell it reliably.</source>
        <translation>Geschlecht: nicht erschlossen. Unter etwa 18 verrät es eine Stimme nicht verlässlich.</translation>
    </message>
    <message>
        <source>The dots mark the {0} sinc filters that this voice drives most.</source>
        <translation>Die Punkte markieren die {0} Sinc-Filter, die diese Stimme am stärksten anregt.</translation>
    </message>
    <message>
        <source>The sound of this was not kept, so there is nothing to look at.</source>
        <translation>Der Ton hiervon wurde nicht aufbewahrt, also gibt es nichts anzusehen.</translation>
    </message>
    <message>
        <source>The weights in use have no sinc filters.</source>
        <translation>Die verwendeten Gewichte haben keine Sinc-Filter.</translation>
    </message>
    <message>
        <source>There was nobody to vote for.</source>
        <translation>Es gab niemanden, für den man stimmen konnte.</translation>
    </message>
    <message>
        <source>What the first layer heard</source>
        <translation>Was die erste Schicht hörte</translation>
    </message>
    <message>
        <source>What was inferred from the voice stands here, with how probable it is, and what is made up.</source>
        <translation>Hier steht, was aus der Stimme erschlossen wurde, wie wahrscheinlich es ist und was ausgedacht ist.</translation>
    </message>
    <message>
        <source>Which sex the voice sounds like</source>
        <translation>Nach welchem Geschlecht die Stimme klingt</translation>
    </message>
    <message>
        <source>Whoever said this was deleted, and with them their name and the sound.</source>
        <translation>Wer das sagte, wurde gelöscht, und damit Name und Ton.</translation>
    </message>
    <message>
        <source>Why a new voice?</source>
        <translation>Warum eine neue Stimme?</translation>
    </message>
    <message>
        <source>Why {0}?</source>
        <translation>Warum {0}?</translation>
    </message>
    <message>
        <source>Woman</source>
        <translation>Frau</translation>
    </message>
    <message>
        <source>You said: {0}.</source>
        <translation>Sie sagten: {0}.</translation>
    </message>
    <message>
        <source>{0} of {1} windows voted for {2}.</source>
        <translation>{0} von {1} Fenstern stimmten für {2}.</translation>
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>Something went wrong inside the program. The log has the details.</source>
        <translation>Im Programm ist etwas schiefgegangen. Näheres steht im Protokoll.</translation>
    </message>
</context>
<context>
    <name>Works</name>
    <message>
        <source>Speaker recognition could not be loaded; start the program again.</source>
        <translation>Die Sprechererkennung konnte nicht geladen werden; starten Sie das Programm neu.</translation>
    </message>
</context>
<context>
    <name>Workshop</name>
    <message>
        <source>One face is saved at a time: choose it above.</source>
        <translation>Gespeichert wird ein Gesicht auf einmal: oben wählen.</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Save the imagined face</source>
        <translation>Erdachtes Gesicht speichern</translation>
    </message>
    <message>
        <source>Why this face</source>
        <translation>Warum dieses Gesicht</translation>
    </message>
    <message>
        <source>imagined face.png</source>
        <translation>erdachtes Gesicht.png</translation>
    </message>
    <message>
        <source>{0} is saved. The words under the picture are part of it, and its file says how it was made.</source>
        <translation>{0} ist gespeichert. Die Worte unter dem Bild gehören dazu, und die Datei sagt, wie es entstand.</translation>
    </message>
    <message>
        <source>{0} s of speech</source>
        <translation>{0} s Sprache</translation>
    </message>
</context>
<context>
    <name>_Invitation</name>
    <message>
        <source>No face this time</source>
        <translation>Diesmal kein Gesicht</translation>
    </message>
    <message>
        <source>Record a few seconds, open or drop a recording, or choose somebody who agreed to it.</source>
        <translation>Nehmen Sie ein paar Sekunden auf, öffnen oder ziehen Sie eine Aufnahme her, oder wählen Sie jemanden, der zugestimmt hat.</translation>
    </message>
    <message>
        <source>Whose face shall it be?</source>
        <translation>Wessen Gesicht soll es sein?</translation>
    </message>
</context>
<context>
    <name>_Plot</name>
    <message>
        <source>frequency in kHz, spaced as ears hear it (mel)</source>
        <translation>Frequenz in kHz, geteilt, wie Ohren hören (Mel)</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>gelernt</translation>
    </message>
    <message>
        <source>mel</source>
        <translation>Mel</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Go on recording</source>
        <translation>Weiter aufnehmen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Neu aufnehmen</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>Read English, half of it by Mandarin speakers, from two corpora. Not measured on other languages, ill or whispering voices, or people who imitate others; not fit to grant or refuse anybody anything.</source>
        <translation>Gelesenes Englisch, zur Hälfte von Menschen, die Mandarin sprechen, aus zwei Korpora. Nicht gemessen an anderen Sprachen, kranken oder flüsternden Stimmen oder Menschen, die andere nachahmen; nicht geeignet, um jemandem etwas zu gewähren oder zu verweigern.</translation>
    </message>
    <message>
        <source>Speakers of the same corpora, none in training; 20 s enrolment from several recordings, every other recording a probe. Open set: half enrolled, half strangers, decided with a calibration fitted on the other half of the speakers, on clean probes and on probes at 20 dB signal-to-noise ratio. Noisy: 10 dB.</source>
        <translation>Sprecher aus denselben Korpora, keiner davon im Training; je 20 s aus mehreren Aufnahmen zum Kennenlernen, jede andere Aufnahme zum Prüfen. Offene Menge: die Hälfte bekannt, die Hälfte fremd, entschieden mit einer Kalibrierung, die an der anderen Hälfte der Sprecher angepasst wurde, ohne Störung und bei 20 dB Rauschabstand. Mit Störung: 10 dB.</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>1 person</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>1 turn</source>
        <translation>1 Beitrag</translation>
    </message>
    <message>
        <source>New voice</source>
        <translation>Neue Stimme</translation>
    </message>
    <message>
        <source>New voices</source>
        <translation>Neue Stimmen</translation>
    </message>
    <message>
        <source>Probably a new voice</source>
        <translation>Wohl eine neue Stimme</translation>
    </message>
    <message>
        <source>Probably {0}</source>
        <translation>Wohl {0}</translation>
    </message>
    <message>
        <source>about {0} h {1:02d} min left</source>
        <translation>noch etwa {0} h {1:02d} min</translation>
    </message>
    <message>
        <source>about {0} min left</source>
        <translation>noch etwa {0} min</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>new voices</source>
        <translation>neue Stimmen</translation>
    </message>
    <message>
        <source>{0} people</source>
        <translation>{0} Personen</translation>
    </message>
    <message>
        <source>{0} turns</source>
        <translation>{0} Beiträge</translation>
    </message>
    <message>
        <source>{0}, sure</source>
        <translation>{0}, sicher</translation>
    </message>
    <message>
        <source>{0}, you said so</source>
        <translation>{0}, Ihre Angabe</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>New voice</source>
        <translation>Neue Stimme</translation>
    </message>
    <message>
        <source>Somebody deleted</source>
        <translation>Jemand Gelöschtes</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>no name is kept</source>
        <translation>kein Name aufbewahrt</translation>
    </message>
    <message>
        <source>you said so</source>
        <translation>Ihre Angabe</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>likeness</name>
    <message>
        <source>Hard to tell apart from {0}</source>
        <translation>Kaum von {0} zu unterscheiden</translation>
    </message>
    <message>
        <source>Mostly told apart from {0}</source>
        <translation>Meist von {0} zu unterscheiden</translation>
    </message>
    <message>
        <source>Nobody else is enrolled to be taken for</source>
        <translation>Sonst ist niemand bekannt, mit dem man verwechselt werden könnte</translation>
    </message>
    <message>
        <source>The two voiceprints: {0} deviations from what the most similar strangers give.</source>
        <translation>Die beiden Stimmabdrücke: {0} Abweichungen von dem, was die ähnlichsten Fremden ergeben.</translation>
    </message>
    <message>
        <source>Told apart well from {0}</source>
        <translation>Gut von {0} zu unterscheiden</translation>
    </message>
    <message>
        <source>Too little speech to say how well they are told apart</source>
        <translation>Zu wenig Sprache, um zu sagen, wie gut zu unterscheiden</translation>
    </message>
    <message>
        <source>Too little speech to say how well they are told apart from {0}</source>
        <translation>Zu wenig Sprache, um zu sagen, wie gut von {0} zu unterscheiden</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>ähnlich</translation>
    </message>
    <message>
        <source>not much alike</source>
        <translation>wenig ähnlich</translation>
    </message>
    <message>
        <source>very alike</source>
        <translation>sehr ähnlich</translation>
    </message>
    <message>
        <source>{0} of {1} utterances are nearer to the voiceprint that the others make than to {2}&apos;s, by {3} deviations on average.</source>
        <translation>{0} von {1} Äußerungen liegen näher am Stimmabdruck der übrigen als an dem von {2}, im Mittel um {3} Abweichungen.</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>Clear</source>
        <translation>Klar</translation>
    </message>
    <message>
        <source>File missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>Level {0} dB, {1} dB above the background, {2} % overloaded</source>
        <translation>Pegel {0} dB, {1} dB über dem Hintergrund, {2} % übersteuert</translation>
    </message>
    <message>
        <source>Noisy</source>
        <translation>Verrauscht</translation>
    </message>
    <message>
        <source>The recording is missing or damaged</source>
        <translation>Die Aufnahme fehlt oder ist beschädigt</translation>
    </message>
    <message>
        <source>Too loud</source>
        <translation>Zu laut</translation>
    </message>
    <message>
        <source>Too quiet</source>
        <translation>Zu leise</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} min {1} s</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>phrases</name>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Speicherkontingent erschöpft</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>gibt es schon</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Name zu lang</translation>
    </message>
    <message>
        <source>Published GAN</source>
        <translation>Publiziertes GAN</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Fehler des Laufwerks</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>ist ein Ordner</translation>
    </message>
    <message>
        <source>Mapping network</source>
        <translation>Abbildungsnetz</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>kein Ordner</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Laufwerk ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Speech2Face face decoder</source>
        <translation>Gesichts-Decoder von Speech2Face</translation>
    </message>
    <message>
        <source>Speech2Face voice encoder</source>
        <translation>Stimm-Encoder von Speech2Face</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>Das Bild</translation>
    </message>
    <message>
        <source>face embedding network</source>
        <translation>Gesichtsnetz</translation>
    </message>
    <message>
        <source>feature decoder</source>
        <translation>Merkmals-Decoder</translation>
    </message>
    <message>
        <source>generator</source>
        <translation>Generator</translation>
    </message>
    <message>
        <source>mapping network</source>
        <translation>Abbildungsnetz</translation>
    </message>
    <message>
        <source>voice embedding network</source>
        <translation>Stimmnetz</translation>
    </message>
</context>
<context>
    <name>transcript</name>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Data (JSON)</source>
        <translation>Daten (JSON)</translation>
    </message>
    <message>
        <source>Everything that was said</source>
        <translation>Alles, was gesagt wurde</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Made by WhoSpeaks. Who spoke was told by the sound of the voices alone and may be wrong.</source>
        <translation>Erstellt von WhoSpeaks. Wer sprach, wurde allein am Klang der Stimmen erkannt und kann falsch sein.</translation>
    </message>
    <message>
        <source>Nobody spoke.</source>
        <translation>Niemand hat gesprochen.</translation>
    </message>
    <message>
        <source>Report with charts (HTML)</source>
        <translation>Bericht mit Diagrammen (HTML)</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>Speaker turns (RTTM)</source>
        <translation>Sprecherwechsel (RTTM)</translation>
    </message>
    <message>
        <source>Speaking time</source>
        <translation>Sprechzeit</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>Untertitel (SRT)</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabelle (CSV)</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Who spoke when</source>
        <translation>Wer wann sprach</translation>
    </message>
    <message>
        <source>en</source>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>New voice</source>
        <translation>Neue Stimme</translation>
    </message>
    <message>
        <source>New voice, or perhaps {name}</source>
        <translation>Neue Stimme, oder vielleicht {name}</translation>
    </message>
    <message>
        <source>New voice?</source>
        <translation>Neue Stimme?</translation>
    </message>
    <message>
        <source>Probably {name}</source>
        <translation>Wohl {name}</translation>
    </message>
    <message>
        <source>not enrolled</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>or perhaps {name}</source>
        <translation>oder vielleicht {name}</translation>
    </message>
    <message>
        <source>probably</source>
        <translation>wohl</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>sicher</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>unentschieden</translation>
    </message>
    <message>
        <source>{first} or {second}?</source>
        <translation>{first} oder {second}?</translation>
    </message>
    <message>
        <source>{name}, sure</source>
        <translation>{name}, sicher</translation>
    </message>
</context>
</TS>
