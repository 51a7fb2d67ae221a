// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// The balances and allowances of a token for local chains and tests. Anyone may mint.
abstract contract TestToken {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    error InsufficientBalance();
    error InsufficientAllowance();

    uint256 public totalSupply;
    mapping(address => uint256) internal _balances;
    mapping(address => mapping(address => uint256)) public allowance;

    function balanceOf(address account) external view virtual returns (uint256) {
        return _balances[account];
    }

    function mint(address to, uint256 value) external {
        totalSupply += value;
        unchecked {
            _balances[to] += value; // never above the total
        }
        emit Transfer(address(0), to, value);
    }

    function _move(address from, address to, uint256 value) internal {
        uint256 balance = _balances[from];
        if (balance < value) revert InsufficientBalance();
        unchecked {
            _balances[from] = balance - value;
            _balances[to] += value;
        }
        emit Transfer(from, to, value);
    }

    function _spend(address owner, address spender, uint256 value) internal {
        uint256 allowed = allowance[owner][spender];
        if (allowed == type(uint256).max) return;
        if (allowed < value) revert InsufficientAllowance();
        unchecked {
            allowance[owner][spender] = allowed - value;
        }
    }

    function _approve(address owner, address spender, uint256 value) internal {
        allowance[owner][spender] = value;
        emit Approval(owner, spender, value);
    }
}
