# SPDX-License-Identifier: GPL-3.0-or-later
"""An exercise as it stands in tests/solutions/: its texts, gaps and wrong answers;
the settings, the language, and small help with files."""
import collections
import glob
import os
import re
import sys


WORK = os.environ.get('EXERCISE_WORK') or 'work'
STATE = WORK + '/.exercises'
LIMIT = int(os.environ.get('EXERCISE_LIMIT') or 10)
KINDS = {'fill': 'пробел', 'fix': 'ошибка', 'measure': 'измерение',
         'extend': 'расширение'}
SANITIZE = ['-O1', '-g', '-fsanitize=address,undefined',
            '-fno-sanitize-recover=all', '-fno-omit-frame-pointer']


def setting(name):
    if name not in os.environ:
        sys.exit(f'exercise: {name} is not set\n'
                 'hint: this is called by make; see make help')
    return os.environ[name]


def read(path, errors='strict'):
    with open(path, encoding='utf-8', errors=errors) as file:
        return file.read()


def same(one, other):
    """Byte by byte: a student's file may be in any encoding."""
    with open(one, 'rb') as a, open(other, 'rb') as b:
        return a.read() == b.read()


def write(path, text, mode='w'):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, mode, encoding='utf-8') as file:
        file.write(text)


def remembered(name, given):
    """What was given on the command line, now or the last time."""
    path = f'{WORK}/{name}'
    if given:
        write(path, given + '\n')
    return given or (read(path).strip() if os.path.exists(path) else '')


def language():
    return remembered('language', os.environ.get('EXERCISE_LANGUAGE')) or 'en'


def say(english, russian):
    return russian if language() == 'ru' else english


def fail(english, russian):
    sys.exit('exercise: ' + say(english, russian))


# ---- an exercise, from its file ---------------------------------------------

Gap = collections.namedtuple('Gap', 'indent names text solution starter')
WrongAnswer = collections.namedtuple('WrongAnswer', 'what pairs')
ENGLISH = {'statement': 'Statement', 'hint': 'Hint', 'title': 0}
RUSSIAN = {'statement': 'Задание', 'hint': 'Подсказка', 'title': 1}


def split_body(lines):
    """Code as a list of lines and gaps."""
    parts, gap, into = [], None, None
    for line in lines:
        mark = re.fullmatch(r'( *)// (?:gap\((.+)\): (.+)|(starter|end))', line)
        if mark and mark[2]:
            gap = Gap(len(mark[1]), mark[2], mark[3], [], [])
            into = gap.solution
        elif mark and gap and mark[4] == 'starter':
            into = gap.starter
        elif mark and gap:
            parts.append(gap)
            gap = None
        elif gap and into is gap.starter:
            into.append(re.sub(r'^( *)// ?', r'\1', line))
        elif gap:
            into.append(line)
        else:
            parts.append(line)
    if gap:
        raise ValueError('a gap without its end')
    return parts


class Exercise:
    def __init__(self, number):
        self.number = number
        self.chapter, self.name = number.split('.')[0], number.replace('.', '_')
        file = f'ex_{self.name}.c'
        folders = glob.glob(f'chapters/{int(self.chapter):02}_*')
        if number not in registry() or len(folders) != 1:
            fail(f'there is no exercise {number}',
                 f'упражнения {number} нет')
        self.path = f'tests/solutions/{file}'
        self.starter_path = f'{folders[0]}/exercises/{file}'
        self.student_path = f'{WORK}/{file}'
        # a teacher may keep solutions to himself: the starter tells the task
        there = os.path.exists(self.path)
        self.parse(read(self.path if there else self.starter_path))

    def parse(self, text):
        lines = text.splitlines()
        head = lines.index('*/') + 1
        tail = next((i for i in range(head, len(lines)) if lines[i] == '/**'),
                    len(lines))
        self.head, self.body = lines[:head], split_body(lines[head:tail])
        self.gaps = [p for p in self.body if isinstance(p, Gap)]
        prose = '\n'.join(lines[:head] + lines[tail:])
        prose = re.sub(r'^(/\*\*|\*/)$', '', prose, flags=re.M)
        parts = re.split(r'^## (.*)\n', prose, flags=re.M)
        self.sections = {a: b.strip() for a, b in zip(parts[1::2], parts[2::2])}
        self.titles = re.findall(r'^# [\d.]+ (.*)', parts[0], flags=re.M)
        kind = re.search(r'^(\w+), (\d+) minutes$', parts[0], flags=re.M)
        self.kind, self.minutes = kind[1], int(kind[2])

    def title(self):
        return self.titles[say(0, 1)]

    def hints(self, tongue):
        found = (self.sections.get(f'{tongue["hint"]} {level}')
                 for level in (1, 2, 3))
        return [hint for hint in found if hint]

    def starter(self, marked=True):
        """`marked`: with not_written_yet; else what a `fix` begins with."""
        what = {'fix': 'Repair this, and take out the next line'}
        out = list(self.head)
        for part in self.body:
            if isinstance(part, str):
                out.append(part)
                continue
            space = ' ' * part.indent
            if marked:
                out.append(f'{space}/* {what.get(self.kind, "Your code")}: '
                           f'{part.text}. */')
                out.append(f'{space}not_written_yet({part.names});')
            out += part.starter
        return '\n'.join(out) + '\n'

    def solution(self, changes=()):
        """The bare solution, or one with pieces of it changed."""
        code = ['\n'.join(gap.solution) for gap in self.gaps]
        for old, new in changes:
            tokens = re.findall(r'\w+|\S', old)
            pattern = r'\s*'.join(re.escape(token) for token in tokens)
            if sum(len(re.findall(pattern, piece)) for piece in code) != 1:
                raise ValueError(f'not there, or not once: {old}')
            code = [re.sub(pattern, lambda _: new, piece) for piece in code]
        out, code = list(self.head), iter(code)
        for part in self.body:
            if isinstance(part, Gap):
                out.append(f'{" " * part.indent}/* {part.text}. */')
                part = next(code)
            out.append(part)
        return '\n'.join(out) + '\n'

    def wrong_answers(self):
        for item in re.split(r'^- ', self.sections.get('Wrong answers', ''),
                             flags=re.M)[1:]:
            pairs = re.findall(r'`([^`]*)`\s*->\s*`([^`]*)`', item)
            what = re.split(r':\s+`', item)[0]
            yield WrongAnswer(' '.join(what.split()), pairs)


def registry():
    """{number: precision}, in order."""
    return dict(e.split(':') for e in setting('EXERCISE_LIST').split())


# ---- compiling and running it -----------------------------------------------
