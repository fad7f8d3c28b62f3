/** Conditions that hold together one way; a group may hold groups, three levels deep. */
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { FilterFields } from '@/api';
import { useWords } from '@/language';
import { Button, SelectField } from '@/ui';
import { ConditionRow } from './ConditionRow';
import css from './filter.module.css';
import { begun, type FilterTree, groupOf, isCondition, type Joint, type Path, pathOf, treeOf } from './tree';
import { filterWords } from './words';

const DEEPEST = 3;
const JOINTS: readonly Joint[] = ['all', 'any', 'none'];

interface GroupProps {
  fields: FilterFields;
  tree: FilterTree;
  path: Path;
  depth: number;
  onChange: (tree: FilterTree) => void;
  onRemove?: () => void;
  /** What the server says, by the path of the condition. */
  errors: ReadonlyMap<string, string>;
}

export function GroupEditor({ fields, tree, path, depth, onChange, onRemove, errors }: GroupProps) {
  const w = useWords(filterWords);
  const { joint, parts } = groupOf(tree);
  const put = (next: FilterTree[]) => onChange(treeOf({ joint, parts: next }));
  const add = (part: FilterTree) => put([...parts, part]);
  const [first] = fields.fields;
  const fresh = fields.fields.find(({ key }) => key === 'kind') ?? first;
  return (
    <fieldset className={css.group} aria-label={w.group(depth)}>
      <div className={css.joint}>
        <SelectField
          aria-label={w.how}
          value={joint}
          onChange={(event) => onChange(treeOf({ joint: event.currentTarget.value as Joint, parts }))}
          data={(joint === 'not_all' ? [...JOINTS, joint] : JOINTS).map((one) => ({
            value: one,
            label: w.joints[one],
          }))}
        />
        {onRemove && (
          <Button
            look="plain"
            size="small"
            icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
            onClick={onRemove}
          >
            {w.removeGroup}
          </Button>
        )}
      </div>
      {parts.map((part, index) => {
        const at = pathOf(joint, path, index);
        const change = (next: FilterTree) => put(parts.map((one, other) => (other === index ? next : one)));
        const remove = () => put(parts.filter((_, other) => other !== index));
        return isCondition(part) ? (
          <ConditionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is where it stands
            key={index}
            fields={fields}
            condition={part}
            onChange={change}
            onRemove={remove}
            error={errors.get(at.join('/')) ?? null}
          />
        ) : (
          <GroupEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: a group is where it stands
            key={index}
            fields={fields}
            tree={part}
            path={at}
            depth={depth + 1}
            onChange={change}
            onRemove={remove}
            errors={errors}
          />
        );
      })}
      <div className={css.adding}>
        <Button
          size="small"
          icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
          onClick={() => fresh && add(begun(fresh))}
        >
          {w.addCondition}
        </Button>
        {depth < DEEPEST && (
          <Button
            look="plain"
            size="small"
            icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
            onClick={() => fresh && add({ or: [begun(fresh)] })}
          >
            {w.addGroup}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
